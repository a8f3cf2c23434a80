package io.github.azuredr.testkit.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.DrListener;
import io.github.azuredr.run.RunReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One undisturbed performance of a scenario by one process, act by act, with everything it did to the world.
 *
 * @param <W> the world
 */
public final class Performance<W extends World> {
    private final Scenario<W> scenario;
    private final Session<W> session;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Reached> reached = new ArrayList<>();
    private final DisasterRecovery dr;
    private int next;
    private int told;

    /**
     * An event and when it came.
     *
     * @param at by the world's clock
     * @param event what the listener was told
     */
    public record Heard(Instant at, DrEvent event) {}

    /**
     * Something that reached a side.
     *
     * @param side which
     * @param what the port's method, or {@code observe}
     * @param look whether it was a look of the contract rather than a port call of a step
     */
    public record Reached(Side side, String what, boolean look) {}

    /**
     * One act that was performed.
     *
     * @param name its name
     * @param began when it began
     * @param plans the plans of the runs it started
     * @param events what was told meanwhile
     * @param report what it answered; empty when it started no run
     */
    public record Performed(
            String name, Instant began, List<Plan> plans, List<Heard> events, Optional<RunReport> report) {
        /** Copies its lists. */
        public Performed {
            plans = List.copyOf(plans);
            events = List.copyOf(events);
        }
    }

    private Performance(Scenario<W> scenario) {
        this.scenario = scenario;
        this.session = new Session<>(scenario);
        Watcher watcher = new Watcher() {
            @Override
            public void before(Moment moment) {
                moment.side()
                        .ifPresent(side ->
                                reached.add(new Reached(side, moment.what(), moment.kind() == Moment.Kind.LOOK)));
            }

            @Override
            public void after(Moment moment) {}
        };
        DrListener listener =
                event -> heard.add(new Heard(session.world().clock().now(), event));
        this.dr = session.process(watcher, listener);
    }

    /** Begins; no act is performed yet. */
    public static <W extends World> Performance<W> of(Scenario<W> scenario) {
        return new Performance<>(scenario);
    }

    /** The world. */
    public W world() {
        return session.world();
    }

    /** The process that performs. */
    public DisasterRecovery dr() {
        return dr;
    }

    /** Another process over the same world and journal. */
    public DisasterRecovery anotherProcess() {
        return session.process(Watcher.NONE, DrListener.NO_OP);
    }

    /** Everything that reached a side so far. */
    public List<Reached> reached() {
        return List.copyOf(reached);
    }

    /** The state of the world, and core's as far as it matters for the end. */
    public String fingerprint() {
        return session.fingerprint();
    }

    /** Performs the next act; empty when there is none left. */
    public Optional<Performed> next() {
        if (next == scenario.acts().size()) {
            return Optional.empty();
        }
        Act<W> act = scenario.acts().get(next++);
        Instant began = world().clock().now();
        int before = heard.size();
        Optional<RunReport> report = session.perform(act, dr);
        return Optional.of(new Performed(act.name(), began, newPlans(), heard.subList(before, heard.size()), report));
    }

    /** Performs what is left. */
    public List<Performed> toTheEnd() {
        List<Performed> all = new ArrayList<>();
        for (Optional<Performed> one = next(); one.isPresent(); one = next()) {
            all.add(one.get());
        }
        return all;
    }

    private List<Plan> newPlans() {
        List<Plan> plans = new ArrayList<>();
        var records = dr.history();
        for (var record : records.subList(told, records.size())) {
            if (record.entry() instanceof Entry.RunStarted started) {
                plans.add(Plan.parse(started.plan().getBytes(StandardCharsets.UTF_8)));
            }
        }
        told = records.size();
        return plans;
    }
}
