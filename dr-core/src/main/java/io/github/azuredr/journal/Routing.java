package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import java.util.Optional;

/**
 * Which side is active, and since which epoch.
 *
 * @param epoch grows with every change of the active side, also to none
 * @param active the active side; empty between FENCE and ROUTE
 * @param before the side that was active before the last fence
 * @param lost the side taken as lost
 * @param diverged a side that a forced failover left behind; it may hold writes only it has until a reprotect completes
 * @param divergedBefore what was diverged before the last fence, for a cancellation
 */
public record Routing(
        long epoch,
        Optional<Side> active,
        Side before,
        Optional<Side> lost,
        Optional<Side> diverged,
        Optional<Side> divergedBefore) {

    static Routing born(Side active) {
        return new Routing(1, Optional.of(active), active, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The routing once a reprotect has set aside what only the diverged side had. */
    Routing reconciled() {
        return new Routing(epoch, active, before, lost, Optional.empty(), Optional.empty());
    }

    /** The routing after one more entry. */
    Routing after(Entry entry) {
        if (entry instanceof Entry.Fenced fenced) {
            mustGrow(fenced.epoch());
            return new Routing(
                    fenced.epoch(),
                    Optional.empty(),
                    active.orElse(before),
                    fenced.lost().or(() -> lost),
                    fenced.lost().or(() -> diverged),
                    diverged);
        }
        if (entry instanceof Entry.Routed routed) {
            mustGrow(routed.epoch());
            if (active.isPresent()) {
                throw new JournalException(
                        "epoch " + routed.epoch() + ": side " + routed.active() + " became active while " + active.get()
                                + " still was",
                        "Verify the journal; this must never be written.");
            }
            // A side that is given its role back was reached, so it is not lost.
            Optional<Side> stillLost = lost.filter(side -> side != routed.active());
            return new Routing(
                    routed.epoch(),
                    Optional.of(routed.active()),
                    before,
                    stillLost,
                    routed.givenBack() ? divergedBefore : diverged,
                    Optional.empty());
        }
        if (entry instanceof Entry.RunForced forced && active.isEmpty()) {
            return new Routing(
                    epoch, active, before, Optional.of(forced.lost()), Optional.of(forced.lost()), divergedBefore);
        }
        if (entry instanceof Entry.SideReturned returned) {
            return new Routing(
                    epoch, active, before, lost.filter(side -> side != returned.side()), diverged, divergedBefore);
        }
        return this;
    }

    private void mustGrow(long next) {
        if (next <= epoch) {
            throw new JournalException(
                    "epoch " + next + " follows epoch " + epoch + ", but epochs only grow",
                    "Verify the journal; this must never be written.");
        }
    }
}
