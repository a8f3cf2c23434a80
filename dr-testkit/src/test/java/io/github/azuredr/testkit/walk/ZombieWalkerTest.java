package io.github.azuredr.testkit.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.shelf.ShelfWorld;
import org.junit.jupiter.api.Test;

class ZombieWalkerTest {

    @Test
    void anOvertakenExecutorDoesNoHarmThatItsFencingDoesNotDeclare() {
        WalkReport report = ZombieWalker.of(ShelfWorld.everything(Scenario.in(ShelfWorld::new)))
                .walk();

        assertThat(report.walked()).isGreaterThan(report.points().size());
        assertThat(report.damages())
                .as("only what declares itself unprotected did harm")
                .isNotEmpty()
                .allMatch(damage -> damage.contains("announce") || damage.contains("label"));
    }
}
