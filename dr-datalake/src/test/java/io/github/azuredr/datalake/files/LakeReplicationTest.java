package io.github.azuredr.datalake.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datalake.manifest.PassRefused;
import io.github.azuredr.datalake.manifest.VerificationLevel;
import io.github.azuredr.datalake.store.AccessRules;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.MemoryLake;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LakeReplicationTest {
    private final MemoryLake source = MemoryLake.flat("prim/data", false);
    private final MemoryLake target = MemoryLake.flat("sec/data", false);
    private final LakeReplication replication = PassFixture.between(source, target);

    @Test
    void theFirstPassCopiesEverythingWithOneReadAndOneWritePerFile() {
        for (int i = 0; i < 50; i++) {
            source.write("a/file-" + i, "content " + i);
        }

        PassReport report = replication.run(1);

        assertThat(report.complete()).isTrue();
        assertThat(target.content()).isEqualTo(source.content());
        assertThat(report.files().copied()).isEqualTo(50);
        assertThat(report.verified()).containsEntry(VerificationLevel.CONTENT_HASH, 50L);
        assertThat(source.calls("open")).isEqualTo(50);
        assertThat(source.calls("look")).isZero();
        assertThat(target.calls().stream().filter(call -> call.startsWith("put a/")))
                .hasSize(50);
    }

    @Test
    void anUnchangedTreeIsNotTouchedAgain() {
        source.write("a", "1");
        source.write("b-c", "2");
        source.write("b/c", "3");
        replication.run(1);
        source.forgetCalls();
        target.forgetCalls();

        PassReport report = replication.run(1);

        assertThat(report.files().skipped()).isEqualTo(3);
        assertThat(report.files().copied()).isZero();
        assertThat(source.calls("open")).isZero();
        assertThat(target.calls()).noneMatch(call -> call.startsWith("put b") || call.startsWith("delete b"));
    }

    @Test
    void whatChangedIsOverwrittenAndTheOldVersionIsKept() {
        source.write("a", "old");
        replication.run(1);
        source.write("a", "new");

        PassReport report = replication.run(1);

        assertThat(target.content()).containsEntry("a", "new");
        assertThat(target.contentBelow("_azuredr/kept"))
                .containsOnly(Map.entry("_azuredr/kept/orders/0000000002/a", "old"));
        assertThat(report.files().kept()).isEqualTo(1);
    }

    @Test
    void aTargetWrittenByAnyoneElseStopsThePassAndIsNamed() {
        source.write("a", "1");
        source.write("b", "1");
        source.write("c", "1");
        replication.run(1);
        target.write("b", "someone's");
        source.write("b", "2");
        source.write("c", "2");

        PassReport report = replication.run(1);

        assertThat(report.complete()).isFalse();
        assertThat(report.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.path()).isEqualTo("b");
            assertThat(refusal.rule()).isEqualTo(Refusal.Rule.TARGET_CHANGED_BY_ANOTHER);
        });
        assertThat(target.content()).containsEntry("b", "someone's").containsEntry("c", "1");
        assertThatThrownBy(report::orThrow).hasMessageContaining("b: ");
    }

    @Test
    void aFileOnTheTargetThatReplicationNeverWroteIsLeftAlone() {
        target.write("theirs", "x");
        source.write("ours", "y");

        PassReport report = replication.run(1);

        assertThat(report.complete()).isTrue();
        assertThat(report.files().foreign()).isEqualTo(1);
        assertThat(target.content()).containsEntry("theirs", "x");
    }

    @Test
    void aFileThatStoodOnTheTargetBeforeIsNotOverwritten() {
        target.write("a", "theirs");
        source.write("a", "ours");

        PassReport report = replication.run(1);

        assertThat(report.complete()).isFalse();
        assertThat(target.content()).containsEntry("a", "theirs");
    }

    @Test
    void aWriterWhoComesBetweenListingAndWriteIsNotOverwritten() {
        source.write("a", "1");
        replication.run(1);
        source.write("a", "2");
        target.intercept((when, call) -> {
            if (when == MemoryLake.When.BEFORE && call.equals("put a")) {
                target.intercept((w, c) -> {});
                target.write("a", "theirs");
            }
        });

        PassReport report = replication.run(1);

        assertThat(report.complete()).isFalse();
        assertThat(target.content()).containsEntry("a", "theirs");
    }

    @Test
    void deletionsAreCarriedOverAndKept() {
        source.write("a", "1");
        source.write("b", "1");
        replication.run(1);
        source.remove("a");

        PassReport report = replication.run(1);

        assertThat(report.files().deleted()).isEqualTo(1);
        assertThat(target.content()).containsOnlyKeys("b");
        assertThat(target.contentBelow("_azuredr/kept")).containsValue("1");
    }

    @Test
    void moreDeletionsThanTheGuardAllowsWaitForAPerson() {
        LakeReplication guarded =
                PassFixture.between(source, target, PassSettings.ofDefaults().withDeletionGuard(0.1, 2));
        for (int i = 0; i < 20; i++) {
            source.write("f" + i, "x");
        }
        guarded.run(1);
        for (int i = 0; i < 5; i++) {
            source.remove("f" + i);
        }

        PassReport report = guarded.run(1);

        assertThat(report.complete()).isFalse();
        assertThat(report.refusals().get(0).rule()).isEqualTo(Refusal.Rule.TOO_MANY_DELETIONS);
        assertThat(target.content()).hasSize(20);
    }

    @Test
    void aListingThatBreaksOffDeletesNothing() {
        for (int i = 0; i < 30; i++) {
            source.write("f" + i, "x");
        }
        replication.run(1);
        int[] pages = {0};
        source.intercept((when, call) -> {
            if (when == MemoryLake.When.BEFORE && call.startsWith("list") && ++pages[0] > 2) {
                throw new LakeException(LakeFailure.NO_ANSWER, "cut.", null);
            }
        });

        assertThatThrownBy(() -> replication.run(1)).isInstanceOf(LakeException.class);
        assertThat(target.content()).hasSize(30);
        assertThat(target.calls("delete f")).isZero();
    }

    @Test
    void aDamagedSourceFileIsReportedAndDoesNotReplaceTheGoodCopy() {
        source.write("a", "good");
        replication.run(1);
        source.write("a", "better");
        source.damage("a");

        PassReport report = replication.run(1);

        assertThat(report.refusals().get(0).rule()).isEqualTo(Refusal.Rule.SOURCE_IS_DAMAGED);
        assertThat(target.content()).containsEntry("a", "good");
    }

    @Test
    void aLowerEpochIsRefusedAfterAFence() {
        source.write("a", "1");
        replication.run(1);
        replication.fence(2, "failed over");
        replication.release();

        assertThatThrownBy(() -> replication.run(1))
                .isInstanceOf(PassRefused.class)
                .hasMessageContaining("epoch 2");
        assertThat(replication.run(2).complete()).isTrue();
    }

    @Test
    void aFenceStopsAPassInFlightBeforeItsNextRecord() {
        source.write("a", "1");
        source.intercept((when, call) -> {
            if (call.equals("open a") && when == MemoryLake.When.BEFORE) {
                replication.fence(2, "failed over");
            }
        });

        assertThatThrownBy(() -> replication.run(1)).isInstanceOf(PassRefused.class);
    }

    @Test
    void bothSidesCopyByThemselvesWhereTheyCan() {
        MemoryLake able = MemoryLake.flat("sec/data", true).knowing(source);
        source.write("a", "1");

        PassReport report = PassFixture.between(source, able).run(1);

        assertThat(report.files().copiedByService()).isEqualTo(1);
        assertThat(source.calls("open")).isZero();
        assertThat(able.calls().stream().filter(call -> call.endsWith(" a"))).containsExactly("copy a");
    }

    @Test
    void aServiceThatCannotReachTheOtherIsAskedOnceAndThenBytesPassThrough() {
        MemoryLake unable = MemoryLake.flat("sec/data", true);
        source.write("a", "1");
        source.write("b", "1");

        PassReport report = PassFixture.between(source, unable).run(1);

        assertThat(report.complete()).isTrue();
        assertThat(report.files().copied()).isEqualTo(2);
        assertThat(unable.calls("copy")).isEqualTo(1);
    }

    @Test
    void largeFilesAreStagedAndBecomeVisibleAtOnce() {
        MemoryLake small = MemoryLake.flatWithBlocks("sec/data", 40_000);
        byte[] large = new byte[100_001];
        source.write("large", large);

        PassReport report = PassFixture.between(source, small).run(1);

        assertThat(report.complete()).isTrue();
        assertThat(small.calls("stage large")).isEqualTo(0);
        assertThat(small.calls().stream().filter(call -> call.equals("stage large")))
                .hasSize(3);
        assertThat(small.content().get("large")).hasSize(100_001);
    }

    @Test
    void aLostAnswerIsSettledByLookingAndNotByCopyingAgain() {
        source.write("a", "1");
        target.intercept((when, call) -> {
            if (when == MemoryLake.When.AFTER && call.equals("put a")) {
                target.intercept((w, c) -> {});
                throw new LakeException(LakeFailure.NO_ANSWER, "cut.", null);
            }
        });

        PassReport report = replication.run(1);

        assertThat(report.complete()).isTrue();
        assertThat(report.files().recognised()).isEqualTo(1);
        assertThat(source.calls("open")).isEqualTo(1);
    }

    @Test
    void aFileThatChangesWhileThePassRunsIsTakenInItsNewVersion() {
        source.write("a", "1");
        source.intercept((when, call) -> {
            if (when == MemoryLake.When.BEFORE && call.equals("open a")) {
                source.intercept((w, c) -> {});
                source.write("a", "22");
            }
        });

        PassReport report = replication.run(1);

        assertThat(report.complete()).isTrue();
        assertThat(target.content()).containsEntry("a", "22");
    }

    @Test
    void aDeltaLogFollowsItsDataAndALateCommitWaits() {
        source.write("t/_delta_log/00000000000000000000.json", "c0");
        source.write("t/_delta_log/00000000000000000001.json", "c1");
        source.write("t/part-0.parquet", "p0");
        source.write("t/part-1.parquet", "p1");
        source.timePasses(java.time.Duration.ofMinutes(1));
        int[] pages = {0};
        source.intercept((when, call) -> {
            if (when == MemoryLake.When.AFTER && call.startsWith("list") && ++pages[0] == 1) {
                source.write("t/A=1/part-2.parquet", "p2");
            }
        });

        PassReport report = replication.run(1);

        assertThat(target.calls().stream()
                        .filter(call -> call.startsWith("put t/"))
                        .map(call -> call.substring(call.lastIndexOf('/') + 1)))
                .containsExactly(
                        "part-0.parquet", "part-1.parquet", "00000000000000000000.json", "00000000000000000001.json");
        assertThat(report.complete()).isTrue();
    }

    @Test
    void aCommitWrittenDuringTheListingIsLeftToTheNextPass() {
        source.write("t/part-0.parquet", "p0");
        source.intercept((when, call) -> {
            if (when == MemoryLake.When.BEFORE && call.startsWith("list")) {
                source.intercept((w, c) -> {});
                source.write("t/_delta_log/00000000000000000000.json", "c0");
            }
        });

        PassReport first = replication.run(1);
        source.timePasses(java.time.Duration.ofMinutes(1));
        PassReport second = replication.run(1);

        assertThat(first.files().heldBack()).isEqualTo(1);
        assertThat(second.files().copied()).isEqualTo(1);
        assertThat(target.content()).isEqualTo(source.content());
    }

    @Test
    void hierarchicalTreesCarryDirectoriesAccessAndMetadataByTemporaryNameAndRename() {
        MemoryLake from = MemoryLake.hierarchical("prim/fs", false);
        MemoryLake to = MemoryLake.hierarchical("sec/fs", false);
        from.write("a/b/c", "1");
        from.makeDirectory("empty");
        from.setAccess("a/b/c", new AccessRules("me", "us", "user::rw-,user:other:r--"));
        from.setAccess("a", new AccessRules("me", "us", "user::rwx"));

        PassReport report = PassFixture.between(from, to).run(1);

        assertThat(report.complete()).isTrue();
        assertThat(to.content()).isEqualTo(from.content());
        assertThat(to.directories()).containsExactly("a", "a/b", "empty");
        assertThat(to.accessOf("a/b/c")).isEqualTo(from.accessOf("a/b/c"));
        assertThat(to.accessOf("a")).isEqualTo(from.accessOf("a"));
        assertThat(to.calls()).noneMatch(call -> call.equals("put a/b/c"));
        assertThat(PassFixture.between(from, to).run(1).files().copied()).isZero();
    }

    @Test
    void deletedDirectoriesGoAfterTheirFiles() {
        MemoryLake from = MemoryLake.hierarchical("prim/fs", false);
        MemoryLake to = MemoryLake.hierarchical("sec/fs", false);
        from.write("a/b/c", "1");
        from.write("k", "1");
        PassFixture.between(from, to).run(1);
        from.remove("a/b/c");
        from.remove("a/b");
        from.remove("a");

        PassReport report = PassFixture.between(from, to).run(1);

        assertThat(report.complete()).isTrue();
        assertThat(to.directories()).isEmpty();
        assertThat(to.contentBelow("_azuredr/kept/orders/0000000002")).containsValue("1");
    }

    @Test
    void aSmallLakeIsNotEmptiedWithoutAPerson() {
        for (int i = 0; i < 15; i++) {
            source.write("f" + i, "x");
        }
        replication.run(1);
        for (int i = 0; i < 15; i++) {
            source.remove("f" + i);
        }

        PassReport report = replication.run(1);

        assertThat(report.refusals().get(0).rule()).isEqualTo(Refusal.Rule.TOO_MANY_DELETIONS);
        assertThat(target.content()).hasSize(15);
    }

    @Test
    void aDirectoryThatWasThereBeforeKeepsTheAccessSomeoneElseGaveIt() {
        MemoryLake from = MemoryLake.hierarchical("prim/fs", false);
        MemoryLake to = MemoryLake.hierarchical("sec/fs", false);
        AccessRules open = new AccessRules("me", "us", "user::rwx,other::rwx");
        AccessRules closed = new AccessRules("you", "none", "user::r--");
        from.write("a/b", "1");
        from.setAccess("a", open);
        to.makeDirectory("a");
        to.setAccess("a", closed);

        PassReport first = PassFixture.between(from, to).run(1);
        PassReport second = PassFixture.between(from, to).run(1);

        assertThat(to.accessOf("a")).contains(closed);
        assertThat(to.content()).containsEntry("a/b", "1");
        assertThat(first.complete()).isTrue();
        assertThat(second.files().foreign()).isEqualTo(1);
    }

    @Test
    void accessSomeoneElseSetOnADirectoryOfOursIsNamedAndLeftUntilBothAgree() {
        MemoryLake from = MemoryLake.hierarchical("prim/fs", false);
        MemoryLake to = MemoryLake.hierarchical("sec/fs", false);
        AccessRules newer = new AccessRules("me", "us", "user::rwx");
        AccessRules theirs = new AccessRules("you", "none", "user::r--");
        from.write("a/b", "1");
        from.setAccess("a", new AccessRules("me", "them", "user::rwx"));
        PassFixture.between(from, to).run(1).orThrow();
        to.setAccess("a", theirs);
        from.setAccess("a", newer);

        PassReport refused = PassFixture.between(from, to).run(1);

        assertThat(to.accessOf("a")).contains(theirs);
        assertThat(refused.refusals())
                .singleElement()
                .extracting(Refusal::path, Refusal::rule)
                .containsExactly("a", Refusal.Rule.TARGET_CHANGED_BY_ANOTHER);
        to.setAccess("a", newer);
        assertThat(PassFixture.between(from, to).run(1).complete()).isTrue();
        from.setAccess("a", new AccessRules("me", "all", "user::rwx"));
        PassFixture.between(from, to).run(1).orThrow();
        assertThat(to.accessOf("a")).isEqualTo(from.accessOf("a"));
    }

    @Test
    void aDirectoryMadeByAKilledPassGetsItsAccessFromTheNext() {
        MemoryLake from = MemoryLake.hierarchical("prim/fs", false);
        MemoryLake to = MemoryLake.hierarchical("sec/fs", false);
        from.write("a/b", "1");
        from.setAccess("a", new AccessRules("me", "us", "user::r-x"));
        to.intercept((when, call) -> {
            if (call.equals("setAccess a")) {
                throw new PassFixture.Killed(call);
            }
        });
        assertThatThrownBy(() -> PassFixture.between(from, to).run(1)).isInstanceOf(PassFixture.Killed.class);
        to.intercept((when, call) -> {});

        PassFixture.between(from, to).run(1).orThrow();

        assertThat(to.accessOf("a")).isEqualTo(from.accessOf("a"));
    }
}
