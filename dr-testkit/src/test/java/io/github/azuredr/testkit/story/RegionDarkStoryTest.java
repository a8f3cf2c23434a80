package io.github.azuredr.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.testkit.shelf.ShelfWorld;
import io.github.azuredr.testkit.walk.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RegionDarkStoryTest {
    private final OutageStory<ShelfWorld> story = OutageStory.of(
            "region-dark",
            "A region goes dark, the other takes over with a known loss, and after its return what was lost is listed.",
            ShelfWorld.everything(Scenario.in(ShelfWorld::new)));

    @Test
    void aDarkRegionIsLeftFencedReprotectedAndReturnedTo() {
        story.mustBeAsCommitted();
    }

    @Test
    void aStoryIsTheSameEachTimeItIsTold() {
        assertThat(story.text()).isEqualTo(story.text());
    }

    @Test
    void anotherTextThanTheCommittedOneFailsAndSaysHowToWriteItAnew() {
        CommittedText committed =
                CommittedText.of(Path.of("src", "test", "resources", "stories", "region-dark.md"), "dr.never");

        assertThatThrownBy(() -> committed.mustBe("Nothing happened."))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Ddr.never=true writes it anew");
    }
}
