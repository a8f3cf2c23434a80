package io.github.azuredr.run;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something an application may want to hear of as it happens; an open family. */
public interface DrEvent {

    /**
     * A run began.
     *
     * @param run its id
     * @param goal what for
     */
    record RunStarted(String run, String goal) implements DrEvent {}

    /**
     * A step began an attempt.
     *
     * @param run the run
     * @param step the step's id
     * @param title what it does
     * @param attempt counted from 1
     */
    record StepStarted(String run, String step, String title, int attempt) implements DrEvent {}

    /**
     * A step reported how far it is.
     *
     * @param run the run
     * @param step the step's id
     * @param done how many
     * @param total of how many; 0 when unknown
     * @param unit of what
     */
    record StepProgressed(String run, String step, long done, long total, String unit) implements DrEvent {}

    /**
     * An attempt answered.
     *
     * @param run the run
     * @param step the step's id
     * @param answer what it said
     */
    record StepEnded(String run, String step, Outcome.Answer answer) implements DrEvent {}

    /**
     * The active side changed, also to none.
     *
     * @param epoch the new epoch
     * @param active the side
     */
    record ActiveSideChanged(long epoch, Optional<Side> active) implements DrEvent {}

    /**
     * A run waits for a person.
     *
     * @param run the run
     * @param text why
     */
    record RunPaused(String run, String text) implements DrEvent {}

    /**
     * A run is over.
     *
     * @param run the run
     * @param result how
     */
    record RunEnded(String run, RunReport.Result result) implements DrEvent {}

    /**
     * The newest recovery point of a workload is older than it should be.
     *
     * @param workload whose
     * @param newest the newest point; empty when there is none
     * @param age its age, or that of the oldest partial point
     * @param every the cadence
     * @param critical beyond the critical threshold rather than the warning one
     */
    record ReplicationLate(String workload, Optional<Instant> newest, Duration age, Duration every, boolean critical)
            implements DrEvent {}

    /**
     * A lost side answers again.
     *
     * @param side which
     */
    record SideReturned(Side side) implements DrEvent {}
}
