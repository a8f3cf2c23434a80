package io.github.azuredr;

import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.error.Redaction;
import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.PairedAttachments;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at sides, keeps what was seen as attachments, and puts situations together from what is kept. */
final class Looks {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** In a disaster a target that hangs is found out sooner. */
    private static final Duration LONGEST_WHEN_FORCED = Duration.ofMinutes(1);

    private final Settings settings;
    private final Journal journal;
    private final Attachments attachments;

    Looks(Settings settings, Journal journal, Attachments attachments) {
        this.settings = settings;
        this.journal = journal;
        this.attachments = attachments;
    }

    /** Looks at these sides of every workload; gives why a look failed, by workload and side. */
    Map<String, Map<Side, String>> at(Set<Side> sides) {
        return at(sides, Optional.empty());
    }

    /**
     * The same for a goal that takes a side as lost: nothing is kept there, and nobody is waited for as long. All looks
     * begin before the first is waited for, and are kept in the order of the workloads.
     */
    Map<String, Map<Side, String>> at(Set<Side> sides, Optional<Side> forcedFrom) {
        Duration longest = forcedFrom.isPresent() ? LONGEST_WHEN_FORCED : LONGEST;
        long end = settings.time().nanos() + longest.toNanos();
        List<Look> begun = new ArrayList<>();
        settings.workloads()
                .forEach((name, workload) -> sides.forEach(side -> {
                    Look look = new Look(name, side, new FutureTask<>(() -> workload.contract()
                            .observe(side)));
                    begun.add(look);
                    settings.executor().execute(look.task());
                }));
        Map<String, Map<Side, String>> failures = new LinkedHashMap<>();
        Attachments place = without(forcedFrom);
        for (Look look : begun) {
            Duration left = Duration.ofNanos(Math.max(0, end - settings.time().nanos()));
            failure(look, left, longest, place)
                    .ifPresent(why -> failures.computeIfAbsent(look.workload(), n -> new EnumMap<>(Side.class))
                            .put(look.side(), why));
        }
        return failures;
    }

    private Attachments without(Optional<Side> lost) {
        return lost.isPresent() && attachments instanceof PairedAttachments pair
                ? pair.avoiding(() -> lost)
                : attachments;
    }

    /** A look under way. */
    private record Look(String workload, Side side, FutureTask<Observation> task) {}

    /** What is kept of a look; without its time, so that a side that did not change is kept once. */
    private record Content(Map<String, String> facts, Optional<String> inventory) {}

    private Optional<String> failure(Look look, Duration left, Duration longest, Attachments place) {
        try {
            keep(look, look.task().get(left.toNanos(), TimeUnit.NANOSECONDS), place);
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return Optional.of(Redaction.of(String.valueOf(e.getCause())));
        } catch (TimeoutException e) {
            look.task().cancel(true);
            return Optional.of("no answer within " + longest);
        } catch (InterruptedException e) {
            look.task().cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private void keep(Look look, Observation seen, Attachments place) {
        String attachment = place.put(journal.encode(new Content(seen.facts(), seen.inventory())));
        journal.append(
                state -> Decision.append(new Entry.Observed(look.workload(), look.side(), seen.at(), attachment)));
    }

    /** What a workload may plan from, by the journal alone. */
    Situation situation(JournalState state, String name, Optional<Side> lost, boolean forced) {
        Map<Side, Observation> observations = new EnumMap<>(Side.class);
        Attachments place = without(lost);
        for (Side side : Side.values()) {
            state.look(name, side).ifPresent(look -> place.get(look.attachment())
                    .map(bytes -> journal.decode(bytes, Content.class))
                    .ifPresent(seen ->
                            observations.put(side, new Observation(look.at(), seen.facts(), seen.inventory()))));
        }
        return new Situation(
                settings.application(),
                name,
                settings.pair(),
                forced
                        ? state.routing().active()
                        : state.routing()
                                .active()
                                .or(() -> Optional.of(state.routing().before())),
                lost,
                state.routing().epoch(),
                settings.time().now(),
                settings.objectives(),
                settings.replication(),
                observations,
                state.points().of(name),
                state.points().memos().getOrDefault(name, Map.of()),
                forced,
                earlier(state, name));
    }

    /** What a workload that builds on others wants to know of them: how far each was copied. */
    private Map<String, Map<Side, RecoveryPoint>> earlier(JournalState state, String name) {
        Map<String, Map<Side, RecoveryPoint>> earlier = new LinkedHashMap<>();
        Workload<?> workload = settings.workloads().get(name);
        if (workload != null) {
            for (String before : workload.line().after()) {
                Map<Side, RecoveryPoint> newest = new EnumMap<>(Side.class);
                for (Side side : Side.values()) {
                    state.points().newestComplete(before, side).ifPresent(point -> newest.put(side, point));
                }
                earlier.put(before, newest);
            }
        }
        return earlier;
    }
}
