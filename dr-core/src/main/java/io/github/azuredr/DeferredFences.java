package io.github.azuredr;

import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.DeferredStep;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.Routing;
import io.github.azuredr.pair.Side;
import io.github.azuredr.run.DeferredAttempt;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.Surroundings;
import io.github.azuredr.step.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that a lost side answers again, and does at once what fences it. */
final class DeferredFences {
    private static final Logger LOG = LoggerFactory.getLogger(DeferredFences.class);

    private final Surroundings in;
    private final Looks looks;

    DeferredFences(Surroundings in, Looks looks) {
        this.in = in;
        this.looks = looks;
    }

    /** Looks at a lost side; when every workload's answers, it is lost no longer. */
    Optional<Side> noteReturn() {
        Journal journal = in.journal();
        Routing routing = journal.refresh().routing();
        if (routing.lost().isEmpty()) {
            return Optional.empty();
        }
        Side lost = routing.lost().get();
        Map<String, Map<Side, String>> failures = looks.at(Set.of(lost));
        if (!failures.isEmpty()) {
            return Optional.empty();
        }
        boolean noted = journal.append(state -> state.routing().lost().equals(Optional.of(lost))
                                && state.runs()
                                        .open()
                                        .filter(r -> r.lost().isPresent())
                                        .isEmpty()
                        ? Decision.append(new Entry.SideReturned(lost))
                        : Decision.stop("changed", "somebody else noted it, or a forced run is open"))
                .isAppended();
        if (noted) {
            in.listener().onEvent(new DrEvent.SideReturned(lost));
        }
        return noted ? Optional.of(lost) : Optional.empty();
    }

    /** Does every fencing step whose side answers; lapses those whose side is active again. */
    void settle() {
        JournalState state = in.journal().refresh();
        for (DeferredStep step : state.runs().deferred()) {
            if (!step.isFence() || state.routing().lost().equals(Optional.of(step.side()))) {
                continue;
            }
            if (state.routing().active().equals(Optional.of(step.side()))) {
                in.journal()
                        .append(s -> stillOwed(s, step)
                                ? Decision.append(new Entry.DeferredLapsed(step.key(), "its side is active again"))
                                : Decision.stop("changed", "it is settled"));
            } else if (state.routing().active().isPresent()) {
                attempt(step);
            }
        }
    }

    private void attempt(DeferredStep step) {
        Instant now = in.time().now();
        Instant deadline = now.plus(step.step().timeout());
        Journal.Appended intended = in.journal()
                .append(state -> stillOwed(state, step)
                                && current(state, step)
                                        .deadline()
                                        .filter(d -> d.isAfter(now))
                                        .isEmpty()
                        ? Decision.append(new Entry.DeferredIntended(
                                step.key(), state.routing().epoch(), deadline))
                        : Decision.stop("changed", "it is settled or another instance is at it"));
        if (!intended.isAppended()) {
            return;
        }
        Outcome.Answer answer =
                new DeferredAttempt(in, step, intended.state().routing().epoch(), deadline).execute();
        in.journal()
                .append(state -> stillOwed(state, step)
                        ? Decision.append(new Entry.DeferredAnswered(step.key(), answer))
                        : Decision.stop("changed", "it is settled"));
        LOG.atInfo()
                .addKeyValue("application", in.application())
                .addKeyValue("step", step.key())
                .addKeyValue("answer", answer.getClass().getSimpleName())
                .log("deferred fencing step");
    }

    private static boolean stillOwed(JournalState state, DeferredStep step) {
        return state.runs().deferred().stream().anyMatch(d -> d.key().equals(step.key()));
    }

    private static DeferredStep current(JournalState state, DeferredStep step) {
        return state.runs().deferred().stream()
                .filter(d -> d.key().equals(step.key()))
                .findFirst()
                .orElse(step);
    }
}
