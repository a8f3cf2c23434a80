package io.github.azuredr.testkit.walk;

import java.util.ArrayList;
import java.util.List;

/** Counts a process's points, two for each moment, and kills it at one of them; a dead process does nothing more. */
final class KillSwitch implements Watcher {
    private final int target;
    private final List<String> points = new ArrayList<>();
    private boolean dead;

    /**
     * A switch.
     *
     * @param target the index of the point to kill at; negative for none
     */
    KillSwitch(int target) {
        this.target = target;
    }

    static KillSwitch never() {
        return new KillSwitch(-1);
    }

    /** The points passed so far, in order. */
    List<String> points() {
        return points;
    }

    @Override
    public void before(Moment moment) {
        point("before", moment);
    }

    @Override
    public void after(Moment moment) {
        point("after", moment);
    }

    private void point(String when, Moment moment) {
        if (dead) {
            throw new Killed("already, and does no " + moment);
        }
        points.add(when + " " + moment);
        if (points.size() - 1 == target) {
            dead = true;
            throw new Killed(when + " " + moment);
        }
    }
}
