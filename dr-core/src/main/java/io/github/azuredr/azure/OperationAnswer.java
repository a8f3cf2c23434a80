package io.github.azuredr.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one answer, the first or that of a poll, says about the operation: every form Azure Resource Manager uses. */
sealed interface OperationAnswer {
    /** It goes on; without a poll address only the resource can tell how. */
    record Running(Optional<OperationPoll> poll, Optional<Duration> asksToWait) implements OperationAnswer {}

    /** The service says it is done. */
    record Done(JsonNode body) implements OperationAnswer {}

    /** The service says it failed. */
    record Failed(String code, String message) implements OperationAnswer {}

    /** The poll itself failed, which says nothing about the operation; for good = asking there again is useless. */
    record Lost(String reason, boolean forGood, Optional<Duration> asksToWait) implements OperationAnswer {}

    /** Judges the answer to the effect. */
    static OperationAnswer first(ArmResponse answer, ArmOrigin origin, Instant now) {
        if (says(answer, OperationStatus.FAILED)) {
            return failed(answer);
        }
        // A 201 names the resource itself in Location; only a 202 names an operation there.
        if (answer.header("Azure-AsyncOperation").isPresent() || answer.status() == 202) {
            return running(answer, OperationPoll.newest(answer, Optional.empty(), origin), now);
        }
        return says(answer, OperationStatus.RUNNING) ? running(answer, Optional.empty(), now) : new Done(answer.body());
    }

    /** Judges the answer of a poll address. */
    static OperationAnswer polled(ArmResponse answer, OperationPoll asked, ArmOrigin origin, Instant now) {
        if (says(answer, OperationStatus.FAILED)) {
            return failed(answer);
        }
        boolean unfinished;
        if (asked.asyncOperation()) {
            // Services invent words for being under way; only the agreed ones end it.
            unfinished = word(answer).isPresent() ? !says(answer, OperationStatus.SUCCEEDED) : answer.status() == 202;
        } else {
            unfinished = answer.status() == 202 || says(answer, OperationStatus.RUNNING);
        }
        return unfinished
                ? running(answer, OperationPoll.newest(answer, Optional.of(asked), origin), now)
                : new Done(answer.body());
    }

    /** Judges a poll that was refused or got no answer. */
    static OperationAnswer lost(ArmException poll) {
        boolean forGood = !poll.isTransient() && !poll.isDenied() && poll.status() >= 400;
        String reason = "the poll ended with " + (poll.status() == 0 ? "" : poll.status() + " ") + poll.code();
        return new Lost(reason, forGood, poll.retryAfter());
    }

    private static OperationAnswer running(ArmResponse answer, Optional<OperationPoll> poll, Instant now) {
        return new Running(poll, RetryAfter.from(answer::header, now));
    }

    private static OperationAnswer failed(ArmResponse answer) {
        String word = word(answer).orElse("Failed");
        ArmErrors.Words words = ArmErrors.words(answer.status(), answer.body(), "the operation ended as " + word);
        boolean named = answer.text("/error/code").isPresent();
        return new Failed(named ? words.code() : word, words.message());
    }

    private static boolean says(ArmResponse answer, OperationStatus status) {
        return word(answer).map(OperationStatus::of).filter(status::equals).isPresent();
    }

    private static Optional<String> word(ArmResponse answer) {
        return answer.text("/status").or(() -> answer.text("/properties/provisioningState"));
    }
}
