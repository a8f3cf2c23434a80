package io.github.azuredr;

import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.error.Redaction;
import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.Side;
import io.github.azuredr.run.Workload;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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

    private final Settings settings;
    private final Journal journal;

    Looks(Settings settings, Journal journal) {
        this.settings = settings;
        this.journal = journal;
    }

    /** Looks at these sides of every workload; gives why a look failed, by workload and side. */
    Map<String, Map<Side, String>> at(Set<Side> sides) {
        Map<String, Map<Side, String>> failures = new LinkedHashMap<>();
        settings.workloads()
                .forEach((name, workload) -> sides.forEach(side -> look(name, workload, side)
                        .ifPresent(why -> failures.computeIfAbsent(name, n -> new EnumMap<>(Side.class))
                                .put(side, why))));
        return failures;
    }

    /** What is kept of a look; without its time, so that a side that did not change is kept once. */
    private record Content(Map<String, String> facts, Optional<String> inventory) {}

    private Optional<String> look(String name, Workload<?> workload, Side side) {
        FutureTask<Observation> task =
                new FutureTask<>(() -> workload.contract().observe(side));
        try {
            settings.executor().execute(task);
            keep(name, side, task.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return Optional.of(Redaction.of(String.valueOf(e.getCause())));
        } catch (TimeoutException e) {
            task.cancel(true);
            return Optional.of("no answer within " + LONGEST);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private void keep(String name, Side side, Observation seen) {
        String attachment = settings.attachments().put(journal.encode(new Content(seen.facts(), seen.inventory())));
        journal.append(state -> Decision.append(new Entry.Observed(name, side, seen.at(), attachment)));
    }

    /** What a workload may plan from, by the journal alone. */
    Situation situation(JournalState state, String name, Optional<Side> lost, boolean forced) {
        Map<Side, Observation> observations = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            state.look(name, side).ifPresent(look -> settings.attachments()
                    .get(look.attachment())
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
                forced);
    }
}
