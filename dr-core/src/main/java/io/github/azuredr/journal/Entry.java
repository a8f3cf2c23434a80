package io.github.azuredr.journal;

import io.github.azuredr.error.Redaction;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Approval;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened, as the journal keeps it for years. The family is open: newer versions add kinds. */
public interface Entry {

    /**
     * The first entry of every journal.
     *
     * @param journal the journal's id
     * @param application whose
     * @param a side A's region, for life
     * @param b side B's region, for life
     * @param workloads what is protected
     * @param active the side that is active at birth
     */
    record Genesis(String journal, String application, Region a, Region b, List<WorkloadLine> workloads, Side active)
            implements Entry {}

    /**
     * What is protected changed.
     *
     * @param workloads all of them from here on
     */
    record WorkloadsChanged(List<WorkloadLine> workloads) implements Entry {}

    /**
     * One look at one side of a workload, kept as an attachment.
     *
     * @param workload whose
     * @param side which side
     * @param at when the look began
     * @param attachment the observation's hash
     */
    record Observed(String workload, Side side, Instant at, String attachment) implements Entry {}

    /**
     * A run begins; one append also ends the lower run it supersedes.
     *
     * @param run its id
     * @param plan the plan's stored bytes as text
     * @param approval the person's word, consumed by this entry
     * @param supersedes the lower run that ends here
     * @param executor who may act for it
     */
    record RunStarted(
            String run, String plan, Optional<Approval> approval, Optional<String> supersedes, String executor)
            implements Entry {}

    /**
     * A step is about to be executed.
     *
     * @param run the run
     * @param step the step's id
     * @param attempt counted from 1
     * @param epoch the epoch the attempt works under
     * @param deadline when the attempt is given up
     */
    record StepIntended(String run, String step, int attempt, long epoch, Instant deadline) implements Entry {}

    /**
     * An attempt answered.
     *
     * @param run the run
     * @param step the step's id
     * @param attempt which attempt
     * @param answer what it said
     * @param retryAt when the runner will try again by itself
     */
    record StepAnswered(String run, String step, int attempt, Outcome.Answer answer, Optional<Instant> retryAt)
            implements Entry {}

    /**
     * A step in doubt was looked at.
     *
     * @param run the run
     * @param step the step's id
     * @param presence what looking told
     * @param retryAt when an absent effect is tried again; empty when the attempts are used up
     */
    record StepObserved(String run, String step, Presence presence, Optional<Instant> retryAt) implements Entry {}

    /**
     * A person decided about a step.
     *
     * @param run the run
     * @param step the step's id
     * @param decision what
     * @param person who
     * @param because why
     */
    record StepDecided(String run, String step, Decision decision, String person, String because) implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public StepDecided {
            person = Redaction.of(person);
            because = Redaction.of(because);
        }
    }

    /** What a person may say about a step. */
    enum Decision {
        /** Try it again. */
        RETRY,
        /** Leave it out. */
        SKIP,
        /** Its effect took place. */
        DONE,
        /** Its effect did not take place. */
        NOT_DONE,
        /** Its workload only should take part, and goes on without it; said by the runner. */
        GIVE_UP
    }

    /**
     * No side is active from here on.
     *
     * @param run the run
     * @param epoch the new epoch
     * @param lost the side taken as lost
     * @param bounds what may be lost, measured now
     */
    record Fenced(String run, long epoch, Optional<Side> lost, List<LossBound> bounds) implements Entry {}

    /**
     * A side is active.
     *
     * @param run the run
     * @param epoch the new epoch
     * @param active the side
     * @param givenBack whether the old side got it back after a cancellation
     */
    record Routed(String run, long epoch, Side active, boolean givenBack) implements Entry {}

    /**
     * The run waits for a person.
     *
     * @param run the run
     * @param cause a stable word, such as {@code step-failed}
     * @param text the sentence
     */
    record RunPaused(String run, String cause, String text) implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public RunPaused {
            text = Redaction.of(text);
        }
    }

    /**
     * The run may go on.
     *
     * @param run the run
     * @param person who said so
     */
    record RunResumed(String run, String person) implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public RunResumed {
            person = Redaction.of(person);
        }
    }

    /**
     * A planned failover became a forced one.
     *
     * @param run the run
     * @param lost the side now taken as lost
     * @param lossCeiling the most that may be lost
     * @param bounds what may be lost, when its fence is behind it; empty before, because the fence measures
     * @param person who
     * @param because why
     */
    record RunForced(String run, Side lost, Duration lossCeiling, List<LossBound> bounds, String person, String because)
            implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public RunForced {
            person = Redaction.of(person);
            because = Redaction.of(because);
        }
    }

    /**
     * A higher loss was accepted for a run that paused at its fence.
     *
     * @param run the run
     * @param lossCeiling the new ceiling
     * @param person who
     * @param because why
     */
    record LossAccepted(String run, Duration lossCeiling, String person, String because) implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public LossAccepted {
            person = Redaction.of(person);
            because = Redaction.of(because);
        }
    }

    /**
     * The run is to end without reaching its goal.
     *
     * @param run the run
     * @param person who
     * @param because why
     */
    record RunCancelled(String run, String person, String because) implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public RunCancelled {
            person = Redaction.of(person);
            because = Redaction.of(because);
        }
    }

    /**
     * Another executor goes on with the run.
     *
     * @param run the run
     * @param executor who may act for it from here on
     * @param person who said so
     * @param because why
     */
    record RunAdopted(String run, String executor, String person, String because) implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public RunAdopted {
            person = Redaction.of(person);
            because = Redaction.of(because);
        }
    }

    /**
     * The run is over.
     *
     * @param run the run
     * @param end how
     * @param text the sentence
     * @param report the report's attachment hash
     */
    record RunFinished(String run, RunEnd end, String text, Optional<String> report) implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public RunFinished {
            text = Redaction.of(text);
        }
    }

    /**
     * A lost side answers again and is no longer taken as lost.
     *
     * @param side which
     */
    record SideReturned(Side side) implements Entry {}

    /**
     * A deferred step is about to be done outside its run.
     *
     * @param step its key: run / step id
     * @param epoch the current epoch
     * @param deadline when the attempt is given up
     */
    record DeferredIntended(String step, long epoch, Instant deadline) implements Entry {}

    /**
     * A deferred step was done, or was refused for good.
     *
     * @param step its key: run / step id
     * @param answer what it said
     */
    record DeferredAnswered(String step, Outcome.Answer answer) implements Entry {}

    /**
     * A deferred step no longer applies.
     *
     * @param step its key: run / step id
     * @param because why
     */
    record DeferredLapsed(String step, String because) implements Entry {
        /** Takes what looks like a secret out of what people wrote. */
        public DeferredLapsed {
            because = Redaction.of(because);
        }
    }

    /**
     * An entry this version does not know.
     *
     * @param name its kind
     * @param critical whether not knowing it forbids this version to write
     */
    record Unknown(String name, boolean critical) implements Entry {}
}
