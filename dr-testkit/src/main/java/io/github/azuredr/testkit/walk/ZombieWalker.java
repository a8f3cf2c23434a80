package io.github.azuredr.testkit.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.run.DrListener;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.testkit.walk.ParkingPlace.Spot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Holds the thread that performs a scenario at every port call, lets another process adopt and finish the run and the
 * next act of the script, and then lets the thread go on.
 *
 * <p>Every call is walked twice. Informed: the thread is held before core is asked about the call, and its process learns
 * of the new owner before it goes on; then no call of it may reach the world. Uninformed: the call is on its way and its
 * process has learned nothing; then only the step's declared fencing protects. CONDITIONAL and NAMED steps must leave the
 * end state as it was; what a CONVERGENT or UNFENCED one changes is listed in the report. In both the thread must end
 * without an exception.
 *
 * @param <W> the scenario's world
 */
public final class ZombieWalker<W extends World> {
    private static final int MOST_FAILURES = 8;
    private static final int PATIENCE_SECONDS = 60;
    private static final Set<RunReport.Result> FITTING = EnumSet.of(
            RunReport.Result.OVERTAKEN, RunReport.Result.COMPLETED, RunReport.Result.COMPLETED_WITH_EXCEPTIONS);

    private final Scenario<W> scenario;
    private final int most;
    private final long seed;

    private ZombieWalker(Scenario<W> scenario, int most, long seed) {
        this.scenario = scenario;
        this.most = most;
        this.seed = seed;
    }

    /** Walks every call, both ways. */
    public static <W extends World> ZombieWalker<W> of(Scenario<W> scenario) {
        return new ZombieWalker<>(scenario, Integer.MAX_VALUE, 1);
    }

    /** Walks only so many, chosen by a seed; the system property {@code dr.walk=complete} walks all nevertheless. */
    public ZombieWalker<W> sampling(int walks, long chosenBy) {
        return new ZombieWalker<>(scenario, walks, chosenBy);
    }

    /**
     * Walks.
     *
     * @return what was walked, and what late effects changed where their fencing allows it
     * @throws AssertionError naming each call after which something differs
     */
    public WalkReport walk() {
        Undisturbed undisturbed = undisturbed();
        List<Parking> parkings = new ArrayList<>();
        for (int i = 0; i < undisturbed.calls().size(); i++) {
            Call call = undisturbed.calls().get(i);
            parkings.add(new Parking(i, call, Spot.IN_FLIGHT));
            if (call.firstOfStep()) {
                parkings.add(new Parking(i, call, Spot.BEGUN_STEP));
            } else if (i > 0
                    && undisturbed
                            .calls()
                            .get(i - 1)
                            .step()
                            .id()
                            .equals(call.step().id())) {
                parkings.add(new Parking(i, call, Spot.CALL_BEFORE));
            }
        }
        if (parkings.size() > most && !"complete".equals(System.getProperty("dr.walk"))) {
            Collections.shuffle(parkings, new Random(seed));
            parkings = parkings.subList(0, most);
        }
        List<String> failures = new ArrayList<>();
        List<String> damages = new ArrayList<>();
        for (Parking parking : parkings) {
            walk(parking, undisturbed, failures, damages);
            if (failures.size() >= MOST_FAILURES) {
                break;
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    failures.size() + " overtaken executor(s) did harm:\n\n" + String.join("\n", failures));
        }
        return new WalkReport(
                undisturbed.calls().stream().map(c -> c.moment().toString()).toList(), parkings.size(), 0, damages);
    }

    /** One port call of the undisturbed performance. */
    private record Call(Moment moment, int act, PlannedStep step, boolean firstOfStep) {}

    /** The undisturbed performance: its calls, and what it came to after each act. */
    private record Undisturbed(List<Call> calls, List<Trace> after) {}

    /** One walk to make. */
    private record Parking(int index, Call call, Spot spot) {
        boolean informed() {
            return spot != Spot.IN_FLIGHT;
        }

        /** Whether a late effect may take place once more: never what was refused, read, conditional or destroyed. */
        boolean mayRepeat() {
            return !informed()
                    && call.step().effect() != EffectKind.READS
                    && call.step().effect() != EffectKind.DESTROYS
                    && call.step().fencing() != Fencing.CONDITIONAL;
        }

        @Override
        public String toString() {
            return "#" + index + ": " + (informed() ? "held before " : "on its way: ") + call.moment() + " ("
                    + call.step().fencing() + ")";
        }
    }

    private Undisturbed undisturbed() {
        Session<W> session = new Session<>(scenario);
        List<Call> calls = new ArrayList<>();
        List<Trace> after = new ArrayList<>();
        ParkingPlace place = new ParkingPlace(
                -1,
                Spot.NOWHERE,
                "",
                passed -> calls.add(new Call(
                        passed.moment(),
                        after.size(),
                        session.planned(passed.moment().step()),
                        passed.firstOfStep())));
        DisasterRecovery dr = session.process(place, place);
        for (Act<W> act : scenario.acts()) {
            session.perform(act, dr);
            after.add(Trace.of(session));
        }
        return new Undisturbed(List.copyOf(calls), List.copyOf(after));
    }

    private void walk(Parking parking, Undisturbed undisturbed, List<String> failures, List<String> damages) {
        Session<W> session = new Session<>(scenario);
        ParkingPlace place = new ParkingPlace(
                parking.index(), parking.spot(), parking.call().step().id(), passed -> {});
        DisasterRecovery overtaken = session.process(place, place);
        int held = parking.call().act();
        for (Act<W> act : scenario.acts().subList(0, held)) {
            session.perform(act, overtaken);
        }
        Optional<String> lastRun = session.lastRun();
        FutureTask<Optional<RunReport>> zombie =
                new FutureTask<>(() -> scenario.acts().get(held).deed().in(session.world(), overtaken));
        Thread thread = new Thread(zombie, "overtaken");
        thread.setDaemon(true);
        thread.start();
        try {
            place.awaitParked();
            DisasterRecovery other = session.process(Watcher.NONE, DrListener.NO_OP);
            int surplus = scenario.surplusAfter(session.inDoubt());
            session.recover(scenario.acts().get(held), other, lastRun);
            int next = held + 1;
            while (next < scenario.acts().size()) {
                Act<W> act = scenario.acts().get(next++);
                session.perform(act, other);
                if (act.kind() != Act.Kind.EVENT) {
                    break;
                }
            }
            Trace before = Trace.of(session);
            check(
                    parking,
                    "before it was let go, ",
                    before.objection(undisturbed.after().get(next - 1), surplus),
                    failures);
            if (parking.informed()) {
                overtaken.status();
            }
            place.go();
            Optional<RunReport> report = zombie.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            report.filter(r -> !FITTING.contains(r.result()))
                    .ifPresent(r -> failures.add(parking + "\n  its run ended " + r.result() + ": " + r.reason()));
            boolean damaged = judge(parking, place, before, Trace.of(session), failures, damages);
            int late = parking.mayRepeat() ? 1 : 0;
            for (Act<W> act : scenario.acts().subList(next, scenario.acts().size())) {
                session.perform(act, other);
            }
            Trace end = Trace.of(session);
            Trace wanted = undisturbed.after().get(undisturbed.after().size() - 1);
            if (!damaged) {
                check(parking, "at the end of the script, ", end.objection(wanted, surplus + late), failures);
            } else if (!end.fingerprint().equals(wanted.fingerprint())) {
                damages.add(
                        parking + ": what it changed is still there at the end of the script: " + changed(wanted, end));
            }
        } catch (ExecutionException e) {
            failures.add(parking + "\n  it threw " + e.getCause());
        } catch (TimeoutException e) {
            failures.add(parking + "\n  it did not end within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while walking", e);
        } catch (RuntimeException | AssertionError e) {
            failures.add(parking + "\n  the script could not be finished: " + e);
        } finally {
            place.go();
        }
    }

    /** Whether a late effect that its fencing allows changed something. */
    private static boolean judge(
            Parking parking,
            ParkingPlace place,
            Trace before,
            Trace after,
            List<String> failures,
            List<String> damages) {
        if (parking.informed() && !place.late().isEmpty()) {
            failures.add(
                    parking + "\n  its process knew of the new owner, and yet these calls went out: " + place.late());
        }
        Fencing fencing = parking.call().step().fencing();
        String objection = after.objection(before, parking.mayRepeat() ? 1 : 0);
        boolean stateDiffers = !after.fingerprint().equals(before.fingerprint());
        boolean listed = parking.mayRepeat() && fencing != Fencing.NAMED;
        if (!objection.isEmpty() && !(listed && stateDiffers)) {
            failures.add(parking + "\n  after it was let go, " + objection);
        } else if (stateDiffers
                || fencing == Fencing.UNFENCED && !after.effects().equals(before.effects())) {
            damages.add(parking + ": a late effect took place, and nothing fences it: " + changed(before, after));
        }
        return stateDiffers;
    }

    private static String changed(Trace before, Trace after) {
        List<String> was = before.fingerprint().lines().toList();
        return String.join(
                " | ",
                after.fingerprint().lines().filter(line -> !was.contains(line)).toList());
    }

    private static void check(Parking parking, String when, String objection, List<String> failures) {
        if (!objection.isEmpty()) {
            failures.add(parking + "\n  " + when + objection);
        }
    }
}
