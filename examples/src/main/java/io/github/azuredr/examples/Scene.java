package io.github.azuredr.examples;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.RunReport;
import java.io.IOException;

/**
 * One service's part of the main job. The job calls these in the order they stand here; a scene does at each what an
 * application and its users would do then, and checks what it states.
 */
interface Scene extends AutoCloseable {

    /** Joins what this scene protects to the application; no call yet. */
    DisasterRecoveryBuilder protect(DisasterRecoveryBuilder builder);

    /** Fills the primary, before anything is prepared. */
    void begin() throws IOException;

    /** Prepared and replicated once. */
    void replicated(DisasterRecovery dr);

    /** Some minutes after that pass, right before the region goes dark. */
    void writeLate();

    /** The plan of the forced failover, before it is approved. */
    default void planned(Plan plan) {}

    /** The secondary is active; the primary does not answer. */
    void failedOver(DisasterRecovery dr, RunReport report);

    /** The primary answers again, before the library has looked at it: what it holds now must stay as it is. */
    default void rememberTheOldSide() {}

    /** The library has seen that the primary answers again, nothing has been decided yet. */
    default void returned(DisasterRecovery dr) {}

    /** The plan that protects again is known, still nothing has been decided. */
    default void untouched() {}

    /** Protected again, replication runs the other way. */
    void reprotected(DisasterRecovery dr, RunReport report);

    /** Right before the planned failback. */
    default void writeBeforeFailback() {}

    /** Back in the primary. */
    void failedBack(DisasterRecovery dr, RunReport report) throws IOException;

    @Override
    default void close() {}
}
