package io.github.azuredr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepGraphTest {
    @Test
    void theCriticalPathIsTheLongestWayThrough() {
        StepGraph graph = new StepGraph(List.of(
                new StepGraph.Node("a", 10, List.of()),
                new StepGraph.Node("b", 5, List.of()),
                new StepGraph.Node("c", 7, List.of(0, 1)),
                new StepGraph.Node("d", 11, List.of(1))));

        assertThat(graph.criticalMillis()).isEqualTo(17);
    }

    @Test
    void theSameArgumentsGiveTheSameGraph() {
        assertThat(StepGraph.of(20, 50, 50, 250)).isEqualTo(StepGraph.of(20, 50, 50, 250));
        assertThat(StepGraph.of(20, 50, 50, 250).steps()).hasSize(1000);
    }
}
