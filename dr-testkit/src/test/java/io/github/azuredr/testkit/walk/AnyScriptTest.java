package io.github.azuredr.testkit.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.pair.Side;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever people, regions and processes do, in whatever order, some things hold after each of it. */
class AnyScriptTest {

    @Property(tries = 100, seed = "20261120", shrinking = ShrinkingMode.BOUNDED)
    void theRulesHoldAfterEveryStepOfAnyScript(@ForAll("scripts") List<AnyDeed> script) {
        AnyStage stage = new AnyStage();
        for (AnyDeed deed : script) {
            stage.perform(deed);
            stage.check();
        }
        epochsOnlyGrowAndHaveOneActiveSide(stage.history());
    }

    @Provide
    Arbitrary<List<AnyDeed>> scripts() {
        Arbitrary<AnyDeed> deeds = Combinators.combine(
                        Arbitraries.frequency(weights()),
                        Arbitraries.of(Side.class),
                        Arbitraries.integers().between(0, 24))
                .as(AnyDeed::new);
        return deeds.list().ofMinSize(10).ofMaxSize(50);
    }

    /** What makes scripts go far comes more often than what ends them. */
    private static List<Tuple.Tuple2<Integer, AnyDeed.Verb>> weights() {
        return Arrays.stream(AnyDeed.Verb.values())
                .map(verb -> Tuple.of(verb.weight(), verb))
                .toList();
    }

    private static void epochsOnlyGrowAndHaveOneActiveSide(List<JournalRecord> history) {
        long epoch = 1;
        Map<Long, Side> active = new HashMap<>();
        for (JournalRecord record : history) {
            if (record.entry() instanceof Entry.Fenced fenced) {
                assertThat(fenced.epoch()).isGreaterThan(epoch);
                epoch = fenced.epoch();
            } else if (record.entry() instanceof Entry.Routed routed) {
                assertThat(routed.epoch()).isGreaterThan(epoch);
                epoch = routed.epoch();
                assertThat(active.put(epoch, routed.active())).isNull();
            }
        }
    }
}
