package io.github.azuredr;

import io.github.azuredr.journal.JournalPlace;
import io.github.azuredr.journal.Routing;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.Concern.Weight;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.time.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the journal alone says against a goal. */
final class StandingInTheWay {
    private StandingInTheWay() {}

    static List<Concern> of(Goal goal, Routing routing, Optional<Side> target, Settings settings) {
        List<Concern> found = new ArrayList<>();
        boolean forced = goal instanceof Goal.ForceFailOverTo;
        if (routing.active().isEmpty() && !forced && !(goal instanceof Goal.FailOverTo)) {
            found.add(blocks("no-active-side", "no side is active; fail over to one first"));
        }
        if (routing.active().isEmpty()
                && goal instanceof Goal.FailOverTo
                && target.equals(Optional.of(routing.before()))) {
            found.add(blocks(
                    "was-active-last",
                    settings.pair().label(routing.before()) + " was active last and holds the newest data;"
                            + " forceFailOverTo it to make it active again without reading the other side"));
        }
        routing.lost().ifPresent(lost -> {
            String label = settings.pair().label(lost);
            if (!forced) {
                found.add(blocks("side-lost", label + " is taken as lost; readiness() notes when it answers again"));
            } else if (target.equals(routing.lost())) {
                found.add(blocks(
                        "target-lost", label + " is itself taken as lost; readiness() notes when it answers again"));
            }
        });
        routing.diverged().filter(d -> routing.lost().isEmpty()).ifPresent(side -> {
            String label = settings.pair().label(side);
            if (forced && target.equals(Optional.of(side))) {
                found.add(
                        new Concern(
                                "not-reprotected",
                                Weight.ACCEPT,
                                "",
                                label
                                        + " was left behind by a forced failover and has nothing written since; all of that is lost"));
            } else if (goal instanceof Goal.Reprotect) {
                found.add(new Concern(
                        Plan.DIVERGED,
                        Weight.NOTE,
                        "",
                        label + " may hold writes that only it has, set aside by this"));
            } else {
                found.add(blocks(
                        "not-reprotected", label + " may hold writes that only it has; plan(Goal.reprotect()) first"));
            }
        });
        if (forced) {
            place(settings).ifPresent(found::add);
        }
        if (goal.movesTheActiveSide() && settings.staleness().refuseAfter().isEmpty()) {
            found.add(
                    new Concern(
                            "keeps-serving",
                            Weight.NOTE,
                            "",
                            "a process that cannot read the journal goes on using the old side; at most one writer is not assured"));
        }
        if (goal.movesTheActiveSide() && !target.equals(routing.active())) {
            found.add(new Concern(
                    "fence-wait",
                    Weight.NOTE,
                    "",
                    "after the fence it waits " + Spoken.of(settings.fenceWait())
                            + ", until no process of this application uses the old side any more"));
        }
        settings.pair().remarks().forEach(remark -> found.add(new Concern("pair", Weight.NOTE, "", remark)));
        return found;
    }

    /** A journal that may be lost together with a side must be accepted by name. */
    private static Optional<Concern> place(Settings settings) {
        JournalPlace place = settings.store().place();
        boolean inside = place.region().filter(settings.pair()::contains).isPresent();
        return inside
                ? Optional.of(new Concern(
                        "journal-place",
                        Weight.ACCEPT,
                        "",
                        "the journal lives in " + place.description()
                                + ", inside the pair, and may be lost with a side"))
                : Optional.empty();
    }

    private static Concern blocks(String id, String text) {
        return new Concern(id, Weight.BLOCKS, "", text);
    }
}
