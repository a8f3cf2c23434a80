package io.github.azuredr.testkit.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.Routing;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.run.DrListener;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunVerbRefusedException;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.testkit.shelf.Shelf;
import io.github.azuredr.testkit.shelf.ShelfWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A world of shelves on which anything may happen, and what must hold nevertheless. */
final class AnyStage {
    private final Session<ShelfWorld> session = new Session<>(Scenario.in(ShelfWorld::new));
    private final ShelfWorld world = session.world();
    private final Map<String, String> acknowledged = new TreeMap<>(Map.of("x", "1"));
    private final List<String> log = new ArrayList<>();
    private KillSwitch current = KillSwitch.never();
    private DisasterRecovery dr = session.process(current, DrListener.NO_OP);
    private long epoch = 1;

    List<JournalRecord> history() {
        return dr.history();
    }

    void perform(AnyDeed deed) {
        Optional<Side> lost = session.state().routing().lost();
        Map<Side, Integer> calls = Map.of(Side.A, world.calls(Side.A), Side.B, world.calls(Side.B));
        log.add(deed.toString());
        try {
            String answer = perform(deed.verb(), deed.side(), deed.n());
            log.add("    " + answer);
        } catch (Killed killed) {
            log.add("    " + killed.getMessage());
            current = KillSwitch.never();
            dr = session.process(current, DrListener.NO_OP);
        } catch (RunVerbRefusedException refused) {
            log.add("    " + refused.getMessage());
        } catch (RuntimeException e) {
            throw new AssertionError(story(), e);
        }
        if (deed.verb() != AnyDeed.Verb.READINESS) {
            lost.filter(side -> session.state().routing().lost().equals(Optional.of(side)))
                    .ifPresent(side -> assertThat(world.calls(side))
                            .as("calls to the lost side; %s", story())
                            .isEqualTo(calls.get(side)));
        }
        if (deed.verb() == AnyDeed.Verb.FORCE && !log.get(log.size() - 1).contains("BUSY")) {
            Side other = deed.side().other();
            if (!session.state().routing().lost().equals(Optional.of(deed.side()))) {
                assertThat(world.calls(other))
                        .as("calls of a forced failover to the other side; %s", story())
                        .isEqualTo(calls.get(other));
            }
        }
    }

    private String perform(AnyDeed.Verb verb, Side side, int n) {
        Shelf shelf = world.shelf(side);
        String region = world.pair().region(side).name();
        Optional<Run> run = Optional.empty();
        switch (verb) {
            case ADOPT, RESUME, RETRY, CANCEL, FORCE_NOW, ABANDON -> run = dr.openRun();
            default -> {
                // Only what is done to a run needs one.
            }
        }
        switch (verb) {
            case PREPARE -> {
                return go(Goal.prepare());
            }
            case REPLICATE -> {
                return go(Goal.replicate());
            }
            case FAIL_OVER -> {
                return go(Goal.failOverTo(region));
            }
            case FORCE -> {
                return go(Goal.forceFailOverTo(region));
            }
            case REPROTECT -> {
                return go(Goal.reprotect());
            }
            case DRILL -> {
                return go(Goal.drillIn(region));
            }
            case END_DRILL -> {
                return go(Goal.endDrill());
            }
            case READINESS -> dr.readiness();
            case WRITE -> write("w" + log.size(), "first");
            case WRITE_AGAIN -> write("x", "v" + log.size());
            case GO_DARK -> world.goDark(side);
            case COME_BACK -> world.comeBack(side);
            case BROWN_OUT -> shelf.failures = n;
            case CRASH_SOON -> {
                current = new KillSwitch(n);
                dr = session.process(current, DrListener.NO_OP);
            }
            case TIME_PASSES -> world.clock().advance(Duration.ofMinutes(n));
            case ADOPT -> run.ifPresent(r -> r.adopt("ann", "its process is gone"));
            case RESUME -> run.ifPresent(r -> r.resume("ann"));
            case RETRY ->
                run.ifPresent(r -> r.report().steps().stream()
                        .filter(s -> s.status().equals("FAILED") || s.status().equals("REFUSED"))
                        .forEach(s -> r.retry(s.id(), "ann", "its cause is gone")));
            case CANCEL -> run.ifPresent(r -> r.cancel("ann", "not now"));
            case FORCE_NOW -> run.ifPresent(r -> r.forceNow(Duration.ofDays(1), "ann", "it does not answer"));
            case ABANDON -> run.ifPresent(r -> r.abandon("ann", "never mind"));
        }
        return run.map(r -> r.report().result() + ": " + r.report().reason()).orElse("ok");
    }

    private String go(Goal goal) {
        Plan plan = dr.plan(goal);
        if (!plan.blockers().isEmpty()) {
            return "blocked: " + plan.blockers();
        }
        var report = Scenario.approved(dr, goal);
        return report.result() + ": " + report.reason();
    }

    /** The application writes where the library says, as long as the shelf there serves; then it counts as acknowledged. */
    private void write(String name, String value) {
        Optional<Side> active = session.state().routing().active();
        if (active.isPresent()) {
            Shelf shelf = world.shelf(active.get());
            if (!shelf.dark && shelf.mode.equals("serve")) {
                shelf.write(name, value);
                acknowledged.put(name, value);
            }
        }
    }

    void check() {
        JournalState state = session.state();
        Routing routing = state.routing();
        assertThat(routing.epoch()).as(story()).isGreaterThanOrEqualTo(epoch);
        epoch = routing.epoch();
        assertThat(dr.status().next()).as("next actions; %s", story()).isNotEmpty();
        assertThat(world.a.mode.equals("serve")
                        && world.b.mode.equals("serve")
                        && routing.diverged().isEmpty()
                        && state.runs().deferred().isEmpty()
                        && state.runs().open().isEmpty())
                .as("both sides serve although nothing diverged and nothing is owed; %s", story())
                .isFalse();
        nothingIsLostSilently(routing, state.runs().open().isPresent());
    }

    private void nothingIsLostSilently(Routing routing, boolean open) {
        Set<String> listed = listed();
        acknowledged.forEach((name, value) -> {
            boolean onA = has(world.a, name, value);
            boolean onB = has(world.b, name, value);
            boolean aside = world.a.aside.containsValue(value) && listed.contains(name)
                    || world.b.aside.containsValue(value) && listed.contains(name);
            boolean settled = routing.active().isPresent() && routing.diverged().isEmpty() && !open;
            boolean kept = settled ? (routing.active().get() == Side.A ? onA : onB) || aside : onA || onB || aside;
            assertThat(kept)
                    .as("%s=%s is kept or listed as lost; %s", name, value, story())
                    .isTrue();
        });
    }

    private static boolean has(Shelf shelf, String name, String value) {
        return shelf.things.containsKey(name) && shelf.things.get(name).value().equals(value);
    }

    /** What any loss ledger in the journal names. */
    private Set<String> listed() {
        Set<String> names = new HashSet<>();
        for (JournalRecord record : dr.history()) {
            if (record.entry() instanceof Entry.StepAnswered answered
                    && answered.answer() instanceof Outcome.Done done) {
                done.evidence().stream()
                        .filter(LossLedger.class::isInstance)
                        .flatMap(e -> ((LossLedger) e).lost().stream())
                        .forEach(lost -> names.add(lost.what()));
            }
        }
        return names;
    }

    private String story() {
        return "after:\n" + String.join("\n", log) + "\n" + session.fingerprint();
    }
}
