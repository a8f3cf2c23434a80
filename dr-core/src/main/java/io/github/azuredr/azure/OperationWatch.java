package io.github.azuredr.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.azuredr.azure.ResourceReader.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One watch over an operation: asks, reads, waits, until it has ended or the time is up. */
final class OperationWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LongRunningOperation.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** "Retry-After: 0" means at once, but not in a tight loop. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    private final ArmClient arm;
    private final String path;
    private final ResourceReader reader;
    private final Consumer<Duration> pause;
    private final Duration within;
    private final long beganNanos;

    private Optional<OperationPoll> poll = Optional.empty();
    private Optional<JsonNode> confirmed = Optional.empty();
    private Optional<String> doubt = Optional.empty();
    private Duration backoff = FIRST_WAIT;
    private Duration waited = Duration.ZERO;

    OperationWatch(ArmClient arm, String path, ResourceReader reader, Duration within, Consumer<Duration> pause) {
        this.arm = arm;
        this.path = path;
        this.reader = reader;
        this.within = within;
        this.pause = pause;
        this.beganNanos = arm.time().nanos();
    }

    /** Goes on from an answer just received. */
    OperationResult from(OperationAnswer first) {
        OperationAnswer answer = first;
        while (true) {
            Optional<OperationResult> end = judge(answer);
            if (end.isPresent()) {
                return end.get();
            }
            Duration left = left();
            if (left.isZero()) {
                return doubt.<OperationResult>map(OperationResult.Unknown::new)
                        .orElseGet(() -> new OperationResult.StillRunning(new ResumeToken(path, poll)));
            }
            pause(answer, left);
            answer = ask(poll);
        }
    }

    /** Looks at a poll address; without one the resource will tell. */
    OperationAnswer ask(Optional<OperationPoll> where) {
        if (where.isEmpty()) {
            return new OperationAnswer.Running(Optional.empty(), Optional.empty());
        }
        try {
            return OperationAnswer.polled(
                    arm.poll(where.get().uri()),
                    where.get(),
                    arm.origin(),
                    arm.time().now());
        } catch (ArmException failed) {
            LOG.atDebug()
                    .addKeyValue("path", path)
                    .addKeyValue("status", failed.status())
                    .addKeyValue("code", failed.code())
                    .log("poll failed, the resource is read instead");
            return OperationAnswer.lost(failed);
        }
    }

    private Optional<OperationResult> judge(OperationAnswer answer) {
        if (answer instanceof OperationAnswer.Failed failed) {
            return Optional.of(new OperationResult.Failed(failed.code(), failed.message()));
        }
        if (answer instanceof OperationAnswer.Running running) {
            poll = running.poll();
            if (poll.isPresent()) {
                doubt = Optional.empty();
                return Optional.empty();
            }
        } else if (answer instanceof OperationAnswer.Done done) {
            poll = Optional.empty();
            confirmed = Optional.of(done.body());
        } else if (answer instanceof OperationAnswer.Lost lost) {
            poll = lost.forGood() ? Optional.empty() : poll;
            doubt = Optional.of(lost.reason());
        }
        return read();
    }

    private Optional<OperationResult> read() {
        Reading seen;
        try {
            seen = reader.read();
        } catch (ArmException unreadable) {
            seen = new Reading.Unclear(
                    "reading " + path + " ended with " + unreadable.status() + " " + unreadable.code());
        }
        if (seen instanceof Reading.Done done) {
            return Optional.of(new OperationResult.Succeeded(done.body()));
        }
        if (seen instanceof Reading.Failed failed) {
            return Optional.of(new OperationResult.Failed(failed.code(), failed.message()));
        }
        if (seen instanceof Reading.Unclear unclear) {
            // The service's own "done" stands unless the resource contradicts it.
            String reason =
                    doubt.map(before -> before + "; " + unclear.reason()).orElse(unclear.reason());
            doubt = Optional.of(poll.isPresent() ? reason : unclear.reason());
            return confirmed.map(OperationResult.Succeeded::new);
        }
        doubt = Optional.empty();
        return Optional.empty();
    }

    private Duration left() {
        Duration byClock = Duration.ofNanos(arm.time().nanos() - beganNanos);
        Duration passed = byClock.compareTo(waited) > 0 ? byClock : waited;
        return passed.compareTo(within) >= 0 ? Duration.ZERO : within.minus(passed);
    }

    private void pause(OperationAnswer answer, Duration left) {
        Optional<Duration> asked = Optional.empty();
        if (answer instanceof OperationAnswer.Running running) {
            asked = running.asksToWait();
        } else if (answer instanceof OperationAnswer.Lost lost) {
            asked = lost.asksToWait();
        }
        Duration wait = asked.orElse(backoff);
        if (asked.isEmpty()) {
            Duration longer = backoff.multipliedBy(2);
            backoff = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
        }
        wait = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
        wait = wait.compareTo(left) > 0 ? left : wait;
        pause.accept(wait);
        waited = waited.plus(wait);
    }
}
