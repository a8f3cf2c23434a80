package io.github.azuredr.plan;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.time.Spoken;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lays a plan out as one page of text. */
final class PlanPage {
    private final Plan plan;
    private final PlanBody body;
    private final StringBuilder out = new StringBuilder();

    PlanPage(Plan plan) {
        this.plan = plan;
        this.body = plan.body();
    }

    String text() {
        line("PLAN  %s: %s", body.application(), body.goal().spoken());
        line("      %s, planned %s in epoch %d", plan.hash().substring(0, 12), body.at(), body.epoch());
        line("      active now: %s%s", body.active().map(body::label).orElse("no side"), lostSide());
        if (plan.movesTheActiveSide()) {
            line("      active afterwards: %s", body.target().map(body::label).orElse("unchanged"));
        }
        if (plan.isEmpty()) {
            line("");
            line("Nothing to do: the goal is reached already.");
        }
        losses();
        concerns();
        destroyed();
        steps();
        instructions();
        if (plan.needsApproval()) {
            line("");
            line(
                    "Needs a person's approval. It holds for this plan (%s), in epoch %d, once.",
                    plan.hash().substring(0, 12), body.epoch());
        }
        return out.toString();
    }

    private String lostSide() {
        return body.lost().map(s -> "; taken as lost: " + body.label(s)).orElse("");
    }

    private void losses() {
        if (body.bounds().isEmpty() || !(body.goal() instanceof Goal.ForceFailOverTo)) {
            return;
        }
        heading("May be lost (measured again at the fence)");
        for (LossBound bound : body.bounds()) {
            line(
                    "  %-16s %s",
                    bound.workload(),
                    bound.age()
                            .map(age -> "up to " + Spoken.of(age) + ": everything written after "
                                    + bound.since().map(String::valueOf).orElse("?"))
                            .orElse("EVERYTHING: there is no complete recovery point"));
        }
    }

    private void concerns() {
        for (Concern.Weight weight : List.of(Concern.Weight.BLOCKS, Concern.Weight.ACCEPT, Concern.Weight.NOTE)) {
            List<Concern> some =
                    body.concerns().stream().filter(c -> c.weight() == weight).toList();
            if (!some.isEmpty()) {
                heading(
                        switch (weight) {
                            case BLOCKS -> "Blocks this plan";
                            case ACCEPT -> "To be accepted by name";
                            case NOTE -> "To know";
                        });
                some.forEach(
                        c -> line("  %-24s %s%s", c.id(), c.workload().isEmpty() ? "" : c.workload() + ": ", c.text()));
            }
        }
    }

    private void destroyed() {
        if (!plan.victims().isEmpty()) {
            heading("Destroys");
            plan.victims().forEach(v -> line("  %s", v));
        }
    }

    private void steps() {
        for (Phase phase : Phase.values()) {
            if (phase.belongsToCore()) {
                if (plan.movesTheActiveSide()) {
                    line("");
                    line(
                            phase == Phase.FENCE
                                    ? "%s     no side is active from here on; cancelling gives the old side back"
                                    : "%s     %s becomes active",
                            phase,
                            body.target().map(body::label).orElse(""));
                }
                continue;
            }
            List<PlannedStep> some =
                    body.steps().stream().filter(s -> s.phase() == phase).toList();
            if (some.isEmpty()) {
                continue;
            }
            line("");
            line("%s%s", phase, remark(phase));
            some.forEach(this::step);
        }
    }

    private String remark(Phase phase) {
        if (phase == Phase.UNDO) {
            return "  (only if it is cancelled after the step it takes back; before the old side is given back)";
        }
        return phase == Phase.ACTIVATE && plan.movesTheActiveSide() ? "  (point of no return)" : "";
    }

    private void step(PlannedStep step) {
        line(
                "  %-28s %-8s %-11s %-4s %s%s",
                step.id(),
                step.effect().name().toLowerCase(Locale.ROOT),
                step.fencing().name().toLowerCase(Locale.ROOT),
                step.sides().stream().map(Side::name).collect(Collectors.joining("+")),
                step.title(),
                fate(step) + (step.fencing() == Fencing.UNFENCED ? "  [nothing fences a late effect]" : ""));
    }

    private String fate(PlannedStep step) {
        if (body.lost().isEmpty() || body.lost().stream().noneMatch(step::touches)) {
            return "";
        }
        return switch (step.ifLost()) {
            case DROP -> "  [dropped: needs the lost side]";
            case DEFER -> "  [deferred to reprotect]";
            case DEFER_AS_FENCE -> "  [done as soon as the side answers]";
        };
    }

    private void instructions() {
        if (!body.instructions().isEmpty()) {
            heading("By hand");
            body.instructions().forEach(i -> line("  - %s", i.replace("\n", "\n    ")));
        }
    }

    private void heading(String text) {
        line("");
        line("%s", text);
    }

    private void line(String format, Object... arguments) {
        out.append(
                        arguments.length == 0
                                ? format
                                : String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
