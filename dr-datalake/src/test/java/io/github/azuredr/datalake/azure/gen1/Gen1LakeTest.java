package io.github.azuredr.datalake.azure.gen1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datalake.store.ByteRange;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.ListingPage;
import io.github.azuredr.error.RecoveryException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the port promises, kept over a store that offers hardly any of it. */
class Gen1LakeTest {
    private static final Gen1Rig RIG = new Gen1Rig();
    private static final String HEAD = "_azuredr/orders/head";

    private final Gen1Lake lake = RIG.lake("lakeeast");

    @BeforeEach
    void anEmptyTree() {
        RIG.gen1.files("lakeeast").delete("/orders");
        lake.create();
        RIG.clock.advance(Duration.ofSeconds(1));
    }

    @AfterAll
    static void close() {
        RIG.close();
    }

    @Test
    void aTreeIsCreatedOnce() {
        RIG.gen1.files("lakeeast").delete("/orders");

        assertThat(lake.exists()).isFalse();
        assertThat(lake.create()).isTrue();
        assertThat(lake.create()).isFalse();
        assertThat(lake.traits().conditional()).isFalse();
        assertThat(lake.traits().name()).isEqualTo("lakeeast/orders");
    }

    @Test
    void whatMustNotExistIsCheckedByTheServiceItself() {
        String etag = put("a/b", "1", Condition.absent());

        assertThat(lake.look("a/b")).map(LakeFile::etag).contains(etag);
        assertThat(kindOf(() -> put("a/b", "2", Condition.absent()))).isEqualTo(LakeFailure.CONDITION_NOT_MET);
        assertThat(content("a/b")).isEqualTo("1");
    }

    @Test
    void aVersionIsReplacedOnlyWhileItIsThere() {
        String first = put("a", "1", Condition.absent());
        RIG.clock.advance(Duration.ofSeconds(1));
        String second = put("a", "2", Condition.matches(first));

        assertThat(second).isNotEqualTo(first);
        assertThat(kindOf(() -> put("a", "3", Condition.matches(first)))).isEqualTo(LakeFailure.CONDITION_NOT_MET);
        assertThat(kindOf(() -> lake.delete("a", first))).isEqualTo(LakeFailure.CONDITION_NOT_MET);
        assertThat(kindOf(() -> lake.rename("a", first, "b", Condition.absent())))
                .isEqualTo(LakeFailure.CONDITION_NOT_MET);
        assertThat(kindOf(() -> lake.open("a", Optional.of(first), ByteRange.ALL)))
                .isEqualTo(LakeFailure.CONDITION_NOT_MET);
        assertThat(content("a")).isEqualTo("2");
        lake.delete("a", second);
        assertThat(lake.look("a")).isEmpty();
    }

    @Test
    void aRenameTakesTheFileWithWhatIsKeptBesideIt() {
        FileAttributes attributes = new FileAttributes(
                Map.of("team", "sales ü"),
                Map.of("content-type", "text/plain"),
                Optional.of("rL0Y20zC+Fzt72VPzMSk2A=="));
        String etag = lake.put("a", Condition.absent(), bytes("foo"), attributes);
        lake.makeDirectory("d");

        String moved = lake.rename("a", etag, "d/b", Condition.absent());

        LakeFile file = lake.look("d/b").orElseThrow();
        assertThat(file.etag()).isEqualTo(moved);
        assertThat(file.attributes().orElseThrow().metadata()).containsEntry("team", "sales ü");
        assertThat(file.attributes().orElseThrow().headers()).containsEntry("content-type", "text/plain");
        assertThat(file.md5()).contains("rL0Y20zC+Fzt72VPzMSk2A==");
        put("c", "2", Condition.absent());
        assertThat(kindOf(() -> lake.rename("d/b", moved, "c", Condition.absent())))
                .isEqualTo(LakeFailure.CONDITION_NOT_MET);
        assertThat(kindOf(() -> lake.rename("none", "x", "y", Condition.absent())))
                .isEqualTo(LakeFailure.NOT_FOUND);
    }

    @Test
    void whatIsKeptBesideAFileSaysNothingAboutAnotherVersion() {
        lake.put("a", Condition.absent(), bytes("1"), FileAttributes.metadata(Map.of("team", "sales")));
        RIG.write("lakeeast", "a", "theirs");

        assertThat(lake.look("a").orElseThrow().attributes().orElseThrow().metadata())
                .isEmpty();
    }

    @Test
    void aFileOfManyBlocksAppearsAtOnceAndInTheirOrder() {
        lake.stage("big", "second", bytes("2".repeat(10)));
        lake.stage("big", "first", bytes("1".repeat(10)));
        assertThat(lake.look("big")).isEmpty();

        String etag = lake.commit("big", Condition.absent(), List.of("first", "second"), FileAttributes.none());

        assertThat(content("big")).isEqualTo("1".repeat(10) + "2".repeat(10));
        assertThat(lake.look("big")).map(LakeFile::etag).contains(etag);
        lake.stage("big", "third", bytes("3"));
        assertThat(kindOf(() -> lake.commit("big", Condition.absent(), List.of("third"), FileAttributes.none())))
                .isEqualTo(LakeFailure.CONDITION_NOT_MET);
    }

    @Test
    void aRangeIsReadAndAFileThatChangesMeanwhileIsNoVersion() throws IOException {
        String etag = put("a", "0123456789", Condition.absent());
        try (FileContent part = lake.open("a", Optional.of(etag), new ByteRange(2, 3))) {
            assertThat(new String(part.bytes().readAllBytes(), UTF_8)).isEqualTo("234");
        }
        try (FileContent content = lake.open("a", Optional.of(etag), ByteRange.ALL)) {
            RIG.clock.advance(Duration.ofSeconds(1));
            RIG.write("lakeeast", "a", "9876543210");
            assertThat(kindOf(() -> {
                        try {
                            content.bytes().readAllBytes();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .isEqualTo(LakeFailure.SOURCE_CHANGED);
        }
    }

    @Test
    void theHeadIsReplacedByOneOnlyHoweverOftenAndHoweverLate() {
        assertThat(lake.look(HEAD)).isEmpty();
        String first = put(HEAD, "1", Condition.absent());
        assertThat(kindOf(() -> put(HEAD, "x", Condition.absent()))).isEqualTo(LakeFailure.CONDITION_NOT_MET);
        String etag = first;
        for (int i = 2; i < 60; i++) {
            etag = put(HEAD, Integer.toString(i), Condition.matches(etag));
        }

        assertThat(content(HEAD)).isEqualTo("59");
        assertThat(lake.look(HEAD)).map(LakeFile::etag).contains(etag);
        assertThat(kindOf(() -> put(HEAD, "late", Condition.matches(first)))).isEqualTo(LakeFailure.CONDITION_NOT_MET);
        assertThat(content(HEAD)).isEqualTo("59");
        assertThat(RIG.gen1.files("lakeeast").all().keySet())
                .filteredOn(path -> path.startsWith("/orders/" + HEAD))
                .hasSizeLessThan(45);
    }

    @Test
    void everythingBelowADirectoryIsListedPageByPage() {
        RIG.gen1.pagesOf(3);
        for (int i = 0; i < 10; i++) {
            RIG.write("lakeeast", "d" + i % 3 + "/e/f" + i, "x");
        }
        List<String> files = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            ListingPage page = lake.list("", token);
            page.files().stream().filter(file -> !file.directory()).forEach(file -> files.add(file.path()));
            token = page.continuation();
        } while (token.isPresent());
        RIG.gen1.pagesOf(Integer.MAX_VALUE);

        assertThat(files).hasSize(10).doesNotHaveDuplicates().contains("d0/e/f0", "d2/e/f8");
        assertThat(lake.list("d1", Optional.empty()).files())
                .extracting(LakeFile::path)
                .startsWith("d1/e");
        assertThat(kindOf(() -> lake.list("none", Optional.empty()))).isEqualTo(LakeFailure.NOT_FOUND);
    }

    @Test
    void onlyAnEmptyDirectoryIsDeleted() {
        RIG.write("lakeeast", "d/f", "x");

        assertThat(lake.deleteEmptyDirectory("d")).isFalse();
        RIG.gen1.files("lakeeast").delete("/orders/d/f");
        assertThat(lake.deleteEmptyDirectory("d")).isTrue();
        assertThat(lake.deleteEmptyDirectory("d")).isTrue();
    }

    @Test
    void aRenameWhoseAnswerIsLostIsFoundDone() {
        String etag = put("a", "1", Condition.absent());
        RIG.azure.loseAnswerAfterEffect(
                request -> String.valueOf(request.url().getQuery()).contains("op=RENAME"), 1);

        String moved = lake.rename("a", etag, "b", Condition.absent());

        assertThat(lake.look("b")).map(LakeFile::etag).contains(moved);
        assertThat(lake.look("a")).isEmpty();
    }

    @Test
    void whatTheServiceRefusesSaysWhatMayBeDoneAboutIt() {
        RIG.azure.region("eastus2").throttled(Duration.ofSeconds(1));
        assertThat(kindOf(() -> lake.look("a"))).isEqualTo(LakeFailure.BUSY);
        RIG.azure.region("eastus2").comeBack().failing(500);
        assertThat(kindOf(() -> lake.look("a"))).isEqualTo(LakeFailure.NO_ANSWER);
        RIG.azure.region("eastus2").comeBack().goDark();
        assertThat(kindOf(() -> lake.look("a"))).isEqualTo(LakeFailure.NO_ANSWER);
        RIG.azure.region("eastus2").comeBack();

        Gen1Account stranger = RIG.account("lakeeast");
        Gen1Lake others = Gen1Lake.of(
                Gen1Account.of("lakeeast", RIG.azure.credential("home", "99999999-9999-9999-9999-999999999999"))
                        .playedBy(stranger.host()),
                "/orders",
                RIG.clock);
        put("a", "1", Condition.absent());
        assertThat(kindOf(() -> others.look("a"))).isEqualTo(LakeFailure.DENIED);
        assertThat(kindOf(() -> lake.copySource(lake.look("a").orElseThrow())))
                .isEqualTo(LakeFailure.COPY_SOURCE_UNREACHABLE);
    }

    @Test
    void anAccountIsCalledInTheClearOnThisMachineOnly() {
        Gen1Account account = Gen1Account.of("lakeeast", RIG.azure.credential());

        assertThatThrownBy(() -> account.playedBy("lakeeast.example.com:80"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("plain HTTP");
        assertThatThrownBy(() -> Gen1Account.of("Lake-East", RIG.azure.credential()))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("Gen1Account.name");
        assertThatThrownBy(() -> Gen1Lake.of(account, "orders/", RIG.clock)).hasMessageContaining("root");
        assertThat(account.toString()).isEqualTo("Gen1Account[lakeeast at lakeeast.azuredatalakestore.net]");
    }

    private String put(String path, String text, Condition condition) {
        return lake.put(path, condition, bytes(text), FileAttributes.none());
    }

    private String content(String path) {
        try (FileContent content = lake.open(path, Optional.empty(), ByteRange.ALL)) {
            return new String(content.bytes().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static LakeFailure kindOf(Runnable call) {
        try {
            call.run();
        } catch (LakeException failed) {
            return failed.kind();
        }
        throw new AssertionError("The call was expected to fail");
    }
}
