package io.github.azuredr.run;

import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.step.AttemptOverException;
import io.github.azuredr.time.TimeSource;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Decides before every call of an attempt whether it may still touch anything; rules 1 and 2 of every run live here. */
final class AttemptGuard {
    private final PlannedStep step;
    private final Instant deadline;
    private final TimeSource time;
    private final Journal journal;
    private final Function<JournalState, Optional<String>> overtaken;
    private volatile boolean closed;

    /**
     * Creates the guard of one attempt.
     *
     * @param overtaken why the newest known state no longer lets this attempt act
     */
    AttemptGuard(
            PlannedStep step,
            Instant deadline,
            TimeSource time,
            Journal journal,
            Function<JournalState, Optional<String>> overtaken) {
        this.step = step;
        this.deadline = deadline;
        this.time = time;
        this.journal = journal;
        this.overtaken = overtaken;
    }

    /** Ends the attempt: its next call is refused. */
    void close() {
        closed = true;
    }

    /** Whether the attempt was overtaken or ran out of time, so that nobody knows how far its effect came. */
    boolean isOver() {
        return closed || isLate() || overtaken.apply(journal.state()).isPresent();
    }

    private boolean isLate() {
        return time.now().isAfter(deadline);
    }

    void check(Side side) {
        if (!step.touches(side)) {
            throw new AttemptOverException(
                    "step " + step.id() + ": calls side " + side + ", but declared only " + step.sides() + ".");
        }
        if (closed) {
            throw new AttemptOverException("step " + step.id() + ": this attempt was given up.");
        }
        JournalState state = journal.state();
        if (state.routing().lost().filter(lost -> lost == side).isPresent()) {
            throw new AttemptOverException("step " + step.id() + ": side " + side + " is lost and must not be called.");
        }
        Optional<String> why = overtaken.apply(state);
        if (why.isPresent()) {
            throw new AttemptOverException("step " + step.id() + ": " + why.get() + ".");
        }
        if (isLate()) {
            throw new AttemptOverException("step " + step.id() + ": its time was up at " + deadline + ".");
        }
    }
}
