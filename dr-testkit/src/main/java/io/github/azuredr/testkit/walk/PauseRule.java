package io.github.azuredr.testkit.walk;

import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;

/**
 * What the person on duty does with a run that waits: say what became of a step, then resume.
 *
 * @param <W> the world, where the person can look
 */
@FunctionalInterface
public interface PauseRule<W extends World> {

    /**
     * Decides and goes on.
     *
     * @param run the paused run
     * @param paused its report
     * @return the report after going on; may be paused again
     * @throws AssertionError when the pause should not have happened
     */
    RunReport settle(W world, Run run, RunReport paused);

    /** Nothing should pause. */
    static <W extends World> PauseRule<W> never() {
        return (world, run, paused) -> {
            throw new AssertionError("the run waits for a person, and the scenario has no rule for that: "
                    + paused.reason() + "\n" + paused.text());
        };
    }
}
