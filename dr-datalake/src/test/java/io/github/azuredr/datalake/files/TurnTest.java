package io.github.azuredr.datalake.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datalake.manifest.PassRefused;
import io.github.azuredr.datalake.store.MemoryLake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failing over and coming back. */
class TurnTest {
    private static final PassSettings SETTINGS = PassSettings.ofDefaults().withHeapLimit(3000);

    private static MemoryLake lake(String name, boolean hierarchical) {
        return hierarchical ? MemoryLake.hierarchical(name, false) : MemoryLake.flat(name, false);
    }

    private static Turn turn(MemoryLake returned, MemoryLake surviving) {
        return Turn.of("orders", returned, surviving, SETTINGS, PassFixture.runtime());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatOnlyTheLostSideHadIsSetAsideBeforeAnythingIsCopiedBack(boolean hierarchical) {
        MemoryLake a = lake("prim/data", hierarchical);
        MemoryLake b = lake("sec/data", hierarchical);
        a.write("same", "1");
        a.write("changed", "1");
        a.write("deleted", "1");
        a.write("x/overwritten-on-b", "1");
        LakeReplication forward = PassFixture.between(a, b);
        forward.run(1).orThrow();
        a.write("changed", "a only");
        a.write("x/added", "a only too");
        a.remove("deleted");
        forward.fence(2, "failed over");
        b.write("x/overwritten-on-b", "2");
        b.write("new-on-b", "2");

        Turn.Differences found = turn(a, b).run(3);
        PassReport back = PassFixture.between(b, a).run(3).orThrow();

        assertThat(found.differences())
                .extracting(Turn.Difference::path, Turn.Difference::how)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("changed", "changed"),
                        org.assertj.core.groups.Tuple.tuple("deleted", "deleted"),
                        org.assertj.core.groups.Tuple.tuple("x/added", "added"));
        assertThat(b.contentBelow("_azuredr/setaside"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "_azuredr/setaside/orders/0000000003/changed", "a only",
                        "_azuredr/setaside/orders/0000000003/x/added", "a only too"));
        assertThat(a.content()).isEqualTo(b.content());
        assertThat(back.files().skipped()).isGreaterThanOrEqualTo(1);
        assertThat(back.files().copied()).isEqualTo(4);
    }

    @Test
    void aPlannedFailoverThereAndBackCopiesOnlyWhatChanged() {
        MemoryLake a = lake("prim/data", false);
        MemoryLake b = lake("sec/data", false);
        for (int i = 0; i < 30; i++) {
            a.write("f" + i, "1");
        }
        PassFixture.between(a, b).run(1).orThrow();
        PassFixture.between(a, b).fence(2, "failed over");
        Turn.Differences there = turn(a, b).run(3);
        b.write("f3", "2");
        PassReport back = PassFixture.between(b, a).run(3).orThrow();
        PassFixture.between(b, a).fence(4, "failed back");
        Turn.Differences home = turn(b, a).run(5);
        a.write("f4", "3");
        PassReport again = PassFixture.between(a, b).run(5).orThrow();

        assertThat(there.count()).isZero();
        assertThat(there.equal()).isEqualTo(30);
        assertThat(back.files().copied()).isEqualTo(1);
        assertThat(home.count()).isZero();
        assertThat(again.files().copied()).isEqualTo(1);
        assertThat(b.content()).isEqualTo(a.content());
    }

    @Test
    void passesInTheOldDirectionAreRefusedAfterTheTurn() {
        MemoryLake a = lake("prim/data", false);
        MemoryLake b = lake("sec/data", false);
        a.write("f", "1");
        PassFixture.between(a, b).run(1).orThrow();
        PassFixture.between(a, b).fence(2, "failed over");
        turn(a, b).run(3);

        assertThatThrownBy(() -> PassFixture.between(a, b).run(4))
                .isInstanceOf(PassRefused.class)
                .hasMessageContaining("other way");
    }

    @Test
    void aTurnNeedsTheFence() {
        MemoryLake a = lake("prim/data", false);
        MemoryLake b = lake("sec/data", false);
        a.write("f", "1");
        PassFixture.between(a, b).run(1).orThrow();

        assertThatThrownBy(() -> turn(a, b).run(1)).isInstanceOf(PassRefused.class);
    }

    @Test
    void aTurnKilledAnywhereEndsLikeOneThatWasNot() {
        List<String> wrong = new ArrayList<>();
        for (int point = 1; ; point++) {
            MemoryLake a = lake("prim/data", false);
            MemoryLake b = lake("sec/data", false);
            a.write("same", "1");
            a.write("changed", "1");
            PassFixture.between(a, b).run(1).orThrow();
            a.write("changed", "a only");
            a.write("added", "a only too");
            PassFixture.between(a, b).fence(2, "failed over");
            b.write("new", "b");
            PassFixture.KillAt kill = new PassFixture.KillAt(point);
            a.intercept(kill);
            b.intercept(kill);
            String where = "nowhere";
            try {
                turn(a, b).run(3);
                PassFixture.between(b, a).run(3).orThrow();
            } catch (PassFixture.Killed killed) {
                where = String.valueOf(killed.getMessage());
            }
            a.intercept((when, call) -> {});
            b.intercept((when, call) -> {});

            turn(a, b).run(3);
            PassReport back = PassFixture.between(b, a).run(3);

            boolean right = back.complete()
                    && a.content().equals(b.content())
                    && b.contentBelow("_azuredr/setaside").values().containsAll(List.of("a only", "a only too"))
                    && b.contentBelow("_azuredr/setaside").size() == 2;
            if (!right) {
                wrong.add(point + " " + where + " -> " + back + a.content() + b.contentBelow("_azuredr/setaside"));
            }
            if (where.equals("nowhere")) {
                assertThat(point).isGreaterThan(30);
                break;
            }
        }
        assertThat(wrong).isEmpty();
    }
}
