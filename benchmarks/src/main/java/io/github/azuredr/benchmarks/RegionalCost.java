package io.github.azuredr.benchmarks;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.route.Regional;
import io.github.azuredr.route.RouteListener;
import io.github.azuredr.route.StalenessPolicy;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a caller pays to get the active side's object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // the harness sets up before it measures
public class RegionalCost {
    private volatile Object held;
    private Journal journal;
    private Regional<Object> keepServing;
    private Regional<Object> strict;
    private Supplier<Object> resilience4j;
    private FailsafeExecutor<Object> failsafe;

    /** For the harness. */
    public RegionalCost() {}

    /** One journal, followed by both kinds. */
    @Setup
    public void follow() {
        TimeSource time = TimeSource.system();
        RegionPair pair = RegionPair.of("eastus2", "centralus");
        InMemoryJournalStore store = new InMemoryJournalStore();
        Journal.initialise(
                store,
                "bench",
                time,
                new Entry.Genesis(
                        "j",
                        "bench",
                        pair.region(Side.A),
                        pair.region(Side.B),
                        List.of(new WorkloadLine("work", true, List.of())),
                        Side.A));
        journal = Journal.open(store, "bench", "bench", time);
        held = new Object();
        keepServing = following(pair, StalenessPolicy.keepServing(), time);
        strict = following(pair, StalenessPolicy.refuseWritesAfter(Duration.ofSeconds(30)), time);
        resilience4j = io.github.resilience4j.circuitbreaker.CircuitBreaker.ofDefaults("bench")
                .decorateSupplier(() -> held);
        failsafe = Failsafe.with(CircuitBreaker.ofDefaults());
    }

    private Regional<Object> following(RegionPair pair, StalenessPolicy policy, TimeSource time) {
        return Regional.following(journal, pair, region -> new Object(), RouteListener.ignoring(), policy, time);
    }

    /** As the follower does every second. */
    @Setup(Level.Iteration)
    public void read() {
        journal.refresh();
    }

    /** The peer of a get that keeps serving. */
    @Benchmark
    public Object volatileRead() {
        return held;
    }

    /** The peer of a strict get. */
    @Benchmark
    public Object volatileReadAndClock() {
        return System.nanoTime() == 0 ? this : held;
    }

    /** Without a limit on the journal's age. */
    @Benchmark
    public Object keepServing() {
        return keepServing.get();
    }

    /** With one. */
    @Benchmark
    public Object strict() {
        return strict.get();
    }

    /** A circuit breaker around the same read. */
    @Benchmark
    public Object resilience4j() {
        return resilience4j.get();
    }

    /** Another one. */
    @Benchmark
    public Object failsafe() {
        return failsafe.get(() -> held);
    }
}
