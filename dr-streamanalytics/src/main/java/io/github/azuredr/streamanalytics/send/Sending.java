package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One send while it is under way. */
final class Sending {
    final StampedEvent event;
    final Map<Side, CompletableFuture<Void>> answers = new EnumMap<>(Side.class);
    final EnumSet<Side> accepted = EnumSet.noneOf(Side.class);
    final Set<Side> owed = EnumSet.noneOf(Side.class);
    final Set<Side> missed = EnumSet.noneOf(Side.class);
    final Set<Side> rejected = EnumSet.noneOf(Side.class);

    Sending(StampedEvent event) {
        this.event = event;
    }

    void handedTo(Side side, CompletableFuture<Void> answer) {
        answers.put(side, answer);
    }

    EventStamp stamp() {
        return event.stamp();
    }

    RecordedGap.Reason reason(Side side) {
        return rejected.contains(side) ? RecordedGap.Reason.REJECTED : RecordedGap.Reason.NOT_ACKNOWLEDGED;
    }

    /** The side that accepted first; the other one when none did in time. */
    Side firstToAnswer(Duration timeout) {
        CompletableFuture<Side> first = new CompletableFuture<>();
        answers.forEach((side, answer) -> {
            CompletableFuture<Void> told = answer.thenRun(() -> first.complete(side));
        });
        CompletableFuture<Void> none = CompletableFuture.allOf(answers.values().toArray(new CompletableFuture<?>[0]))
                .whenComplete((done, failure) -> first.complete(Side.A));
        return first.completeOnTimeout(Side.A, timeout.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    SendResult acknowledged() {
        return new SendResult.Acknowledged(stamp(), accepted, owed, missed);
    }

    SendResult refused(String reason) {
        return new SendResult.NotAcknowledged(Optional.of(stamp()), reason);
    }
}
