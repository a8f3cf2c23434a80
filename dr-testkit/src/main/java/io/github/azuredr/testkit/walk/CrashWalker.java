package io.github.azuredr.testkit.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.run.DrListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Kills the process that performs a scenario at every point: before and after each journal append, each port call and
 * each look. Another process over the same world and journal then finishes the script, and the end state and the number
 * of effects are compared with those of an undisturbed performance.
 *
 * <p>By default every point is walked once, and a seeded sample of second kills during the resume. The system property
 * {@code dr.walk=complete} walks every second kill, too.
 *
 * @param <W> the scenario's world
 */
public final class CrashWalker<W extends World> {
    private static final int MOST_FAILURES = 8;

    private final Scenario<W> scenario;
    private final int firstKills;
    private final int secondKills;
    private final long seed;

    private CrashWalker(Scenario<W> scenario, int firstKills, int secondKills, long seed) {
        this.scenario = scenario;
        this.firstKills = firstKills;
        this.secondKills = secondKills;
        this.seed = seed;
    }

    /** Walks every point, and twenty second kills. */
    public static <W extends World> CrashWalker<W> of(Scenario<W> scenario) {
        return new CrashWalker<>(scenario, Integer.MAX_VALUE, 20, 1);
    }

    /** Walks only so many points, chosen by a seed. */
    public CrashWalker<W> sampling(int points, long chosenBy) {
        return new CrashWalker<>(scenario, points, secondKills, chosenBy);
    }

    /** Kills the resume, too, in so many walks in all, chosen by the seed. */
    public CrashWalker<W> killingTheResume(int walks) {
        return new CrashWalker<>(scenario, firstKills, walks, seed);
    }

    /**
     * Walks.
     *
     * @return what was walked
     * @throws AssertionError naming each killing point after which something differs
     */
    public WalkReport walk() {
        boolean complete = "complete".equals(System.getProperty("dr.walk"));
        Walk undisturbed = perform(-1, -1);
        Trace expected = undisturbed
                .end()
                .orElseThrow(() -> new AssertionError("the scenario fails without any kill: "
                        + undisturbed.failure().orElse("")));
        Random random = new Random(seed);
        List<String> failures = new ArrayList<>();
        List<int[]> pairs = new ArrayList<>();
        List<Integer> points = chosen(undisturbed.points().size(), complete ? Integer.MAX_VALUE : firstKills, random);
        for (int point : points) {
            Walk walk = perform(point, -1);
            judge(walk, expected).ifPresent(f -> failures.add(f));
            if (walk.kills().isEmpty()
                    || !walk.kills().get(0).equals(undisturbed.points().get(point))) {
                failures.add("#" + point + ": the scenario is not deterministic: it passed '"
                        + undisturbed.points().get(point) + "' before, now " + walk.kills());
            }
            IntStream.range(0, walk.resumePoints()).forEach(second -> pairs.add(new int[] {point, second}));
            if (failures.size() >= MOST_FAILURES) {
                break;
            }
        }
        int twice = 0;
        if (failures.isEmpty()) {
            for (int which : chosen(pairs.size(), complete ? Integer.MAX_VALUE : secondKills, random)) {
                twice++;
                judge(perform(pairs.get(which)[0], pairs.get(which)[1]), expected)
                        .ifPresent(failures::add);
                if (failures.size() >= MOST_FAILURES) {
                    break;
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " kill(s) did not end like an undisturbed run"
                    + (failures.size() >= MOST_FAILURES ? " (stopped counting)" : "") + ":\n\n"
                    + String.join("\n", failures));
        }
        return new WalkReport(undisturbed.points(), points.size(), twice, List.of());
    }

    private static List<Integer> chosen(int of, int atMost, Random random) {
        List<Integer> all = IntStream.range(0, of).boxed().collect(Collectors.toCollection(ArrayList::new));
        if (all.size() <= atMost) {
            return all;
        }
        Collections.shuffle(all, random);
        return all.subList(0, atMost).stream().sorted().toList();
    }

    private Optional<String> judge(Walk walk, Trace expected) {
        String where = "#" + walk.first() + (walk.second() < 0 ? "" : ", then #" + walk.second() + " of the resume")
                + ": killed " + String.join(", then ", walk.kills()) + ", in act '" + walk.act() + "'";
        if (walk.failure().isPresent()) {
            return Optional.of(where + "\n  " + walk.failure().get());
        }
        String objection = walk.end().orElseThrow().objection(expected, walk.surplus());
        return objection.isEmpty()
                ? Optional.empty()
                : Optional.of(where + "\n  in doubt: " + walk.doubtful() + "\n  " + objection);
    }

    /** One performance: what it passed, where it was killed, and what it came to. */
    private record Walk(
            int first,
            int second,
            List<String> points,
            int resumePoints,
            List<String> kills,
            String act,
            List<String> doubtful,
            int surplus,
            Optional<Trace> end,
            Optional<String> failure) {}

    private Walk perform(int first, int second) {
        Session<W> session = new Session<>(scenario);
        List<KillSwitch> switches = new ArrayList<>(List.of(new KillSwitch(first)));
        List<String> kills = new ArrayList<>();
        List<String> doubtful = new ArrayList<>();
        int surplus = 0;
        String killedIn = "";
        Optional<String> failure = Optional.empty();
        try {
            DisasterRecovery dr = session.process(switches.get(0), DrListener.NO_OP);
            for (Act<W> act : scenario.acts()) {
                Optional<String> before = session.lastRun();
                boolean done = false;
                boolean crashed = false;
                while (!done) {
                    try {
                        if (crashed) {
                            session.recover(act, dr, before);
                        } else {
                            session.perform(act, dr);
                        }
                        done = true;
                    } catch (Killed killed) {
                        crashed = true;
                        killedIn = act.name();
                        kills.add(last(switches)
                                .points()
                                .get(last(switches).points().size() - 1));
                        List<PlannedStep> inDoubt = session.inDoubt();
                        inDoubt.forEach(step -> doubtful.add(step.id() + " (" + step.fencing() + ")"));
                        surplus += scenario.surplusAfter(inDoubt);
                        switches.add(new KillSwitch(kills.size() == 1 ? second : -1));
                        dr = session.process(last(switches), DrListener.NO_OP);
                    }
                }
            }
        } catch (RuntimeException | AssertionError e) {
            failure = Optional.of("the script could not be finished: " + e);
        }
        return new Walk(
                first,
                second,
                List.copyOf(switches.get(0).points()),
                switches.size() < 2 ? 0 : switches.get(1).points().size(),
                kills,
                killedIn,
                doubtful,
                surplus,
                failure.isPresent() ? Optional.empty() : Optional.of(Trace.of(session)),
                failure);
    }

    private static KillSwitch last(List<KillSwitch> switches) {
        return switches.get(switches.size() - 1);
    }
}
