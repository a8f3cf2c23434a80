package io.github.azuredr.datalake.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datalake.store.MemoryLake;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever is written and removed in whatever order: after a pass the target equals the source. */
class RandomTreesTest {
    record Edit(String path, String content) {}

    @Property(tries = 150)
    void afterEachPassTheTargetEqualsTheSource(
            @ForAll @Size(max = 5) List<@Size(max = 25) List<@net.jqwik.api.From("edits") Edit>> rounds,
            @ForAll boolean byService) {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target = MemoryLake.flat("sec/data", byService).knowing(source);
        LakeReplication replication = PassFixture.between(
                source, target, PassSettings.ofDefaults().withHeapLimit(3000).withDeletionGuard(1, 20));
        for (List<Edit> round : rounds) {
            for (Edit edit : round) {
                if (edit.content().isEmpty()) {
                    source.remove(edit.path());
                } else {
                    source.write(edit.path(), edit.content());
                }
            }
            source.timePasses(java.time.Duration.ofMinutes(1));

            PassReport report = replication.run(1);

            assertThat(report.refusals()).isEmpty();
            assertThat(target.content()).isEqualTo(source.content());
        }
    }

    @Provide
    Arbitrary<Edit> edits() {
        Arbitrary<String> path = Arbitraries.of("a", "b", "-", ".x", "\u00e4", "\ud83d\ude00", "_delta_log")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join("/", parts));
        return Combinators.combine(path, Arbitraries.of("", "1", "2", "3")).as(Edit::new);
    }
}
