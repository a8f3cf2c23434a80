package io.github.azuredr.testkit.azure.arm;

import java.util.List;

/**
 * One namespace of the management plane, such as {@code Microsoft.Storage}. Built on a {@link ResourceManager}, whose
 * resources and operations it uses; called by one thread at a time.
 */
public interface ArmProvider {

    /** The namespace, as Azure spells it. */
    String namespace();

    /** Its top-level types, with their versions and regions. */
    List<ArmType> types();

    /** What it answers; asked once. */
    ArmRoutes routes();

    /** Whether subscriptions have it registered from the start. */
    default boolean registeredFromTheStart() {
        return false;
    }

    /**
     * An operation of this provider reached its end: its effect happens now, and not before.
     *
     * @param operation the operation with its final status
     */
    default void finished(ArmOperation operation) {}

    /** A resource of this provider is about to go with its group or parent. */
    default void removed(ArmResource resource) {}
}
