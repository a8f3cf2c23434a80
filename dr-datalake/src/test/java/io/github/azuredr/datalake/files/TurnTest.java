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

        Turn.Differences found = turn(a, b).run(3).orElseThrow();
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
        Turn.Differences there = turn(a, b).run(3).orElseThrow();
        b.write("f3", "2");
        PassReport back = PassFixture.between(b, a).run(3).orThrow();
        PassFixture.between(b, a).fence(4, "failed back");
        Turn.Differences home = turn(b, a).run(5).orElseThrow();
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

            Turn.Differences found = turn(a, b).run(3).orElseThrow();
            PassReport back = PassFixture.between(b, a).run(3);

            boolean right = back.complete()
                    && found.differences().stream()
                            .map(Turn.Difference::path)
                            .toList()
                            .equals(List.of("added", "changed"))
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTurnThatTookPlaceAnswersAgainWhatItFound(boolean hierarchical) {
        MemoryLake a = lake("prim/data", hierarchical);
        MemoryLake b = lake("sec/data", hierarchical);
        a.write("f", "1");
        PassFixture.between(a, b).run(1).orThrow();
        a.write("x/a%09\u00e4", "a only");
        PassFixture.between(a, b).fence(2, "failed over");

        Turn.Differences first = turn(a, b).run(3).orElseThrow();
        PassFixture.between(b, a).run(3).orThrow();
        Turn.Differences later = turn(a, b).run(5).orElseThrow();

        assertThat(first.count()).isEqualTo(1);
        assertThat(later).isEqualTo(first);
    }

    @Test
    void whereNothingWasComparedNothingIsSaidAboutLoss() {
        assertThat(turn(lake("prim/data", false), lake("sec/data", false)).run(1))
                .isEmpty();
    }

    @Test
    void moreThanAThousandDifferencesAreListedInFullOnTheSurvivingSide() {
        MemoryLake a = lake("prim/data", false);
        MemoryLake b = lake("sec/data", false);
        PassFixture.between(a, b).run(1).orThrow();
        for (int i = 0; i < 1_100; i++) {
            a.write("f" + i, "a only");
        }
        PassFixture.between(a, b).fence(2, "failed over");

        Turn.Differences found = turn(a, b).run(3).orElseThrow();

        assertThat(found.differences()).hasSize(1_000);
        assertThat(found.count()).isEqualTo(1_100);
        assertThat(b.everything().get(found.listedAt()).lines()).hasSize(1_102);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theReplicaOfAnAbandonedFailoverIsNotTakenForLoss(boolean hierarchical) {
        MemoryLake a = lake("prim/data", hierarchical);
        MemoryLake b = lake("sec/data", hierarchical);
        a.write("same", "1");
        a.write("changed-on-a", "1");
        a.write("deleted-on-a", "1");
        PassFixture.between(a, b).run(1).orThrow();
        PassFixture.between(a, b).fence(2, "side B became active");
        a.write("changed-on-a", "2");
        a.remove("deleted-on-a");
        b.write("b-only", "b");
        PassFixture.between(b, a).fence(4, "side A became active again");

        Turn.Differences found = turn(b, a).run(5).orElseThrow();
        PassFixture.between(a, b).run(5).orThrow();

        assertThat(found.differences()).extracting(Turn.Difference::path).containsExactly("b-only");
        assertThat(a.contentBelow("_azuredr/setaside").values()).containsExactly("b");
        assertThat(b.content()).isEqualTo(a.content());
    }
}
