package io.github.azuredr.benchmarks;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.RunReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A run of a thousand steps with a journal on disk, beside its longest path and beside bare futures. */
final class StepsScenario implements Scenario {
    private static final int LANES = 20;
    private static final int EACH = 50;

    private final StepGraph graph = StepGraph.of(LANES, EACH, 50, 250);

    @Override
    public String name() {
        return "steps";
    }

    @Override
    public List<Line> run() throws Exception {
        StepGraph small = StepGraph.of(LANES, 3, 1, 5);
        ours(small);
        List<Sample> walls = Alternation.of("s", () -> ours(graph), () -> peer(graph));
        Sample critical = Sample.of("s", graph.criticalMillis() / 1000.0);
        return List.of(
                Line.atMost("1,000 steps, wall time", walls.get(0), critical, "critical path", 1.05),
                Line.informing("1,000 steps, wall time", walls.get(0), walls.get(1), "bare futures, no journal"));
    }

    private static double ours(StepGraph graph) throws Exception {
        Path folder = Folders.fresh("steps");
        try (DisasterRecovery dr = WaitingApplication.of(
                graph, FileJournalStore.in(folder.resolve("journal")), folder.resolve("attachments"), 2 * LANES)) {
            dr.initialise();
            Plan plan = dr.plan(Goal.replicate());
            long begun = System.nanoTime();
            RunReport report = dr.run(plan);
            double took = (System.nanoTime() - begun) / 1e9;
            if (report.result() != RunReport.Result.COMPLETED) {
                throw new IllegalStateException("the run ended as " + report);
            }
            return took;
        } finally {
            Folders.delete(folder);
        }
    }

    private static double peer(StepGraph graph) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            long begun = System.nanoTime();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (StepGraph.Node node : graph.steps()) {
                CompletableFuture<?>[] before =
                        node.after().stream().map(all::get).toArray(CompletableFuture[]::new);
                all.add(CompletableFuture.allOf(before)
                        .thenRunAsync(() -> WaitingContract.answerAfter(node.millis()), threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            threads.shutdown();
        }
    }
}
