package io.github.azuredr.plan;

import io.github.azuredr.pair.Region;
import java.util.Locale;
import java.util.Optional;

/** Where to end up; being there already gives an empty plan. */
public sealed interface Goal {

    /** The second region exists and could take over. */
    record Prepare() implements Goal {}

    /** One replication pass from the active side. */
    record Replicate() implements Goal {}

    /**
     * The region is active, with nothing lost; both sides must answer.
     *
     * @param region where to
     */
    record FailOverTo(Region region) implements Goal {}

    /**
     * The region is active although the other side does not answer; something may be lost.
     *
     * @param region where to
     */
    record ForceFailOverTo(Region region) implements Goal {}

    /** The returned side is protected again: what only it had is set aside and listed, and replication runs in reverse. */
    record Reprotect() implements Goal {}

    /**
     * A workload of the active side is as it was at a recovery point; no side changes its role.
     *
     * @param workload which
     * @param point the recovery point's handle, as the workload lists them
     */
    record RestoreTo(String workload, String point) implements Goal {}

    /**
     * A rehearsal in the region, without any effect on what serves.
     *
     * @param region where
     */
    record DrillIn(Region region) implements Goal {}

    /** What the rehearsal left is put away. */
    record EndDrill() implements Goal {}

    /** The second region exists and could take over. */
    static Goal prepare() {
        return new Prepare();
    }

    /** One replication pass. */
    static Goal replicate() {
        return new Replicate();
    }

    /** A planned failover, without loss. */
    static Goal failOverTo(String region) {
        return new FailOverTo(Region.of(region));
    }

    /** A planned failover, without loss. */
    static Goal failOverTo(Region region) {
        return new FailOverTo(region);
    }

    /** A forced failover: the other side is taken as lost. */
    static Goal forceFailOverTo(String region) {
        return new ForceFailOverTo(Region.of(region));
    }

    /** A forced failover: the other side is taken as lost. */
    static Goal forceFailOverTo(Region region) {
        return new ForceFailOverTo(region);
    }

    /** Protection again after a failover. */
    static Goal reprotect() {
        return new Reprotect();
    }

    /**
     * A workload as it was, on the side that keeps the versions, without a switch.
     *
     * @param point a reference out of {@code status().restorable()}, such as {@code orders@B/12}
     */
    static Goal restoreTo(String workload, String point) {
        return new RestoreTo(workload, point);
    }

    /** A rehearsal. */
    static Goal drillIn(String region) {
        return new DrillIn(Region.of(region));
    }

    /** The rehearsal's end. */
    static Goal endDrill() {
        return new EndDrill();
    }

    /** The region a failover or drill names. */
    default Optional<Region> place() {
        if (this instanceof FailOverTo f) {
            return Optional.of(f.region());
        }
        if (this instanceof ForceFailOverTo f) {
            return Optional.of(f.region());
        }
        return this instanceof DrillIn d ? Optional.of(d.region()) : Optional.empty();
    }

    /** Whether the active side changes, so that the core phases FENCE and ROUTE take place. */
    default boolean movesTheActiveSide() {
        return this instanceof FailOverTo || this instanceof ForceFailOverTo;
    }

    /** Higher supersedes lower: forced 5, planned 4, reprotect and restore 3, prepare and replicate 2, drill 1. */
    default int precedence() {
        if (this instanceof ForceFailOverTo) {
            return 5;
        }
        if (this instanceof FailOverTo) {
            return 4;
        }
        if (this instanceof Reprotect || this instanceof RestoreTo) {
            return 3;
        }
        return this instanceof Prepare || this instanceof Replicate ? 2 : 1;
    }

    /** The verb as a person says it, such as {@code forced failover to centralus}. */
    default String spoken() {
        if (this instanceof FailOverTo f) {
            return "planned failover to " + f.region().name();
        }
        if (this instanceof ForceFailOverTo f) {
            return "forced failover to " + f.region().name();
        }
        if (this instanceof RestoreTo r) {
            return "restore of " + r.workload() + " to " + r.point();
        }
        if (this instanceof DrillIn d) {
            return "drill in " + d.region().name();
        }
        if (this instanceof EndDrill) {
            return "end of the drill";
        }
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
