package io.github.azuredr.datalake.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datalake.store.MemoryLake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pass killed anywhere, before or after any call's effect, ends like one that was not. */
class KilledPassTest {
    enum Shape {
        FLAT_TO_FLAT,
        FLAT_TO_HIERARCHICAL,
        HIERARCHICAL;

        MemoryLake source() {
            return this == HIERARCHICAL
                    ? MemoryLake.hierarchical("prim/fs", false)
                    : MemoryLake.flat("prim/data", false);
        }

        MemoryLake target() {
            return this == FLAT_TO_FLAT ? MemoryLake.flat("sec/data", false) : MemoryLake.hierarchical("sec/fs", false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPassKilledAnywhereIsFinishedByTheNextWithoutCopyingTwice(Shape shape) {
        List<String> wrong = new ArrayList<>();
        for (int point = 1; ; point++) {
            MemoryLake source = shape.source();
            MemoryLake target = shape.target();
            LakeReplication replication = PassFixture.between(source, target);
            source.write("a/changed", "old");
            source.write("a/gone", "gone");
            source.write("same", "same");
            replication.run(1);
            source.write("a/changed", "new");
            source.write("b-new", "new");
            source.write("t/_delta_log/0.json", "log");
            source.write("t/data", "data");
            source.remove("a/gone");
            source.timePasses(java.time.Duration.ofMinutes(1));
            source.forgetCalls();
            target.forgetCalls();
            PassFixture.KillAt kill = new PassFixture.KillAt(point);
            source.intercept(kill);
            target.intercept(kill);
            String where = "nowhere";
            try {
                replication.run(1);
            } catch (PassFixture.Killed killed) {
                where = String.valueOf(killed.getMessage());
            }
            source.intercept((when, call) -> {});
            target.intercept((when, call) -> {});

            PassReport report = replication.run(1);

            Map<String, Long> published = new HashMap<>();
            target.calls().stream()
                    .filter(call -> call.matches("(put|rename) (a/changed|b-new|t/data|t/_delta_log/0.json)"))
                    .forEach(call -> published.merge(call, 1L, Long::sum));
            boolean right = report.complete()
                    && target.content().equals(source.content())
                    && published.values().stream().allMatch(times -> times == 1)
                    && target.contentBelow("_azuredr/kept").values().containsAll(List.of("old", "gone"))
                    && target.contentBelow("_azuredr/tmp").isEmpty();
            if (!right) {
                wrong.add(point + " " + where + " -> " + report + " " + target.content() + published);
            }
            if (where.equals("nowhere")) {
                assertThat(point).isGreaterThan(30);
                break;
            }
        }
        assertThat(wrong).isEmpty();
    }
}
