package io.github.azuredr;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Readiness;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalPlace;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Proves, by looking, whether the other side could take over now. */
final class ReadinessCheck {
    private final Settings settings;
    private final Journal journal;
    private final Looks looks;
    private final DeferredFences fences;

    ReadinessCheck(Settings settings, Journal journal, Looks looks, DeferredFences fences) {
        this.settings = settings;
        this.journal = journal;
        this.looks = looks;
        this.fences = fences;
    }

    Readiness prove() {
        Instant now = settings.time().now();
        fences.noteReturn();
        fences.settle();
        JournalState state = journal.refresh();
        Set<Side> sides = EnumSet.allOf(Side.class);
        state.routing().lost().ifPresent(sides::remove);
        Map<String, Map<Side, String>> failures = looks.at(sides);
        state = journal.refresh();

        Map<String, List<Gap>> gaps = new LinkedHashMap<>();
        gaps.put("", application(state));
        for (String name : settings.workloads().keySet()) {
            gaps.put(name, workload(state, name, failures.getOrDefault(name, Map.of())));
        }
        Lateness.of(state, settings.replication(), now)
                .forEach(late -> gaps.computeIfAbsent(late.workload(), w -> new ArrayList<>())
                        .add(Lateness.gap(late)));
        return new Readiness(settings.application(), now, settings.readinessValidFor(), gaps);
    }

    private List<Gap> workload(JournalState state, String name, Map<Side, String> failures) {
        List<Gap> gaps = new ArrayList<>();
        failures.forEach((side, why) -> gaps.add(Gap.critical(
                "does-not-answer", settings.pair().label(side) + ": " + why, "Look at that side's service.")));
        Situation now = looks.situation(state, name, state.routing().lost(), false);
        var workload = settings.workloads().get(name);
        if (workload != null) {
            gaps.addAll(workload.contract().gaps(now));
        }
        return gaps;
    }

    private List<Gap> application(JournalState state) {
        List<Gap> gaps = new ArrayList<>();
        JournalPlace place = settings.store().place();
        if (place.kind() == JournalPlace.Kind.LOCAL) {
            gaps.add(Gap.warning(
                    "journal-place",
                    "the journal lives in " + place.description() + ", on one machine",
                    "For trying out only; keep it in a third region in production."));
        } else if (place.region().filter(settings.pair()::contains).isPresent()) {
            gaps.add(Gap.critical(
                    "journal-place",
                    "the journal lives in " + place.description() + ", inside the pair, and may be lost with a side",
                    "Move it to a third region."));
        } else if (place.kind() == JournalPlace.Kind.UNKNOWN) {
            gaps.add(Gap.warning(
                    "journal-place",
                    "the journal's store cannot say where it lives",
                    "Make sure it is not inside the pair."));
        }
        if (state.routing().active().isEmpty()) {
            gaps.add(Gap.critical("no-active-side", "no side is active", "Ask status() what may be done now."));
        }
        state.routing()
                .lost()
                .ifPresent(side -> gaps.add(Gap.critical(
                        "side-lost",
                        settings.pair().label(side) + " is taken as lost",
                        "readiness() notes when it answers again; then plan(Goal.reprotect()).")));
        state.routing()
                .diverged()
                .filter(d -> state.routing().lost().isEmpty())
                .ifPresent(side -> gaps.add(Gap.critical(
                        "not-reprotected",
                        settings.pair().label(side) + " returned and may hold writes that only it has",
                        "plan(Goal.reprotect()) sets them aside and replicates in reverse.")));
        if (!state.runs().deferred().isEmpty()) {
            gaps.add(Gap.warning(
                    "deferred-steps",
                    state.runs().deferred().size() + " step(s) put off by a forced run are still owed",
                    "Fencing ones are done as soon as their side answers, the others at reprotect."));
        }
        state.runs().deferred().stream()
                .filter(owed -> !settings.workloads().containsKey(owed.step().workload()))
                .forEach(owed -> gaps.add(Gap.critical(
                        "deferred-unprotected",
                        owed.key() + " (" + owed.step().title() + ") is owed, but workload '"
                                + owed.step().workload() + "' is not protected here",
                        "Do it by hand, or protect the workload again until it is done.")));
        state.runs()
                .open()
                .ifPresent(run -> gaps.add(Gap.note(
                        "run-open",
                        "run " + run.id() + " (" + run.plan().goal().spoken() + ") is open"
                                + run.paused()
                                        .map(p -> " and waits: " + p.text())
                                        .orElse(""))));
        return gaps;
    }
}
