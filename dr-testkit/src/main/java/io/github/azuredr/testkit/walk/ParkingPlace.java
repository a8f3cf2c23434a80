package io.github.azuredr.testkit.walk;

import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.DrListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Counts a process's port calls inside steps and holds its thread at one of them until it is told to go on. */
final class ParkingPlace implements Watcher, DrListener {
    private static final int PATIENCE_SECONDS = 60;

    /** Where exactly the thread is held. */
    enum Spot {
        /** Nowhere. */
        NOWHERE,
        /** When the step began its attempt and has not called yet. */
        BEGUN_STEP,
        /** When the call before it has been answered, before the guard is asked about this one. */
        CALL_BEFORE,
        /** When the guard has let the call pass and it is on its way. */
        IN_FLIGHT
    }

    private final int target;
    private final Spot spot;
    private final String step;
    private final Consumer<Passed> told;
    private final CountDownLatch parked = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> late = new ArrayList<>();
    private boolean stepJustBegan;
    private int calls;

    /**
     * A call on its way.
     *
     * @param moment what
     * @param firstOfStep whether its step has just begun an attempt
     */
    record Passed(Moment moment, boolean firstOfStep) {}

    ParkingPlace(int target, Spot spot, String step, Consumer<Passed> told) {
        this.target = target;
        this.spot = spot;
        this.step = step;
        this.told = told;
    }

    @Override
    public void onEvent(DrEvent event) {
        if (event instanceof DrEvent.StepStarted started) {
            stepJustBegan = true;
            // A step before it that calls nothing begins at the same count.
            parkIf(spot == Spot.BEGUN_STEP && calls == target && started.step().equals(step));
        }
    }

    @Override
    public void before(Moment moment) {
        if (moment.kind() == Moment.Kind.CALL) {
            told.accept(new Passed(moment, stepJustBegan));
            stepJustBegan = false;
            calls++;
            parkIf(spot == Spot.IN_FLIGHT && calls - 1 == target);
            if (go.getCount() == 0) {
                late.add(moment.toString());
            }
        }
    }

    @Override
    public void after(Moment moment) {
        if (moment.kind() == Moment.Kind.CALL) {
            parkIf(spot == Spot.CALL_BEFORE && calls == target);
        }
    }

    /** The calls that reached the world after the thread was let go; ask once it is done. */
    List<String> late() {
        return late;
    }

    /** Waits until the thread is held. */
    void awaitParked() throws InterruptedException {
        if (!parked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("call " + target + " was never reached; the scenario is not deterministic");
        }
    }

    /** Lets the thread go on. */
    void go() {
        go.countDown();
    }

    private void parkIf(boolean here) {
        if (here && go.getCount() != 0) {
            parked.countDown();
            try {
                if (!go.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("the parked thread was never let go");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while parked", e);
            }
        }
    }
}
