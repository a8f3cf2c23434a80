package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.datalake.azure.CopyRights;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.journal.InMemoryAttachments;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A replicator stops somewhere before a write into B, as in a long pause of its machine. Meanwhile another instance fails
 * over to B and the application writes there. Then the replicator goes on.
 */
class ParkedReplicatorTest {
    private final InMemoryJournalStore journal = new InMemoryJournalStore();
    private final InMemoryAttachments attachments = new InMemoryAttachments();

    @ParameterizedTest
    @CsvSource({
        "false, BEFORE_IT_IS_SENT, false",
        "false, BEFORE_IT_IS_SENT, true",
        "false, AFTER_ITS_ANSWER, false",
        "false, AFTER_ITS_ANSWER, true",
        "true, BEFORE_IT_IS_SENT, false",
        "true, BEFORE_IT_IS_SENT, true",
        "true, AFTER_ITS_ANSWER, false",
        "true, AFTER_ITS_ANSWER, true"
    })
    void nothingTheApplicationWroteIsOverwritten(boolean hierarchical, ParkedRequest.Spot spot, boolean learns)
            throws Exception {
        SimulatedLakeWorld world = hierarchical ? SimulatedLakeWorld.hierarchical() : SimulatedLakeWorld.flat();
        ParkedRequest toA = new ParkedRequest(
                ParkedRequest.Spot.AFTER_ITS_ANSWER,
                request -> isReadOfX(request)
                        && isOf(world, Side.A, request)
                        && spot == ParkedRequest.Spot.AFTER_ITS_ANSWER);
        ParkedRequest toB = new ParkedRequest(
                ParkedRequest.Spot.BEFORE_IT_IS_SENT,
                request -> isWriteOfX(request)
                        && isOf(world, Side.B, request)
                        && spot == ParkedRequest.Spot.BEFORE_IT_IS_SENT);
        DisasterRecovery two = instance("two", world);
        two.initialise();
        two.prepare().orThrow();
        world.write(Side.A, "x", "first");
        two.replicate().orThrow();
        world.write(Side.A, "x", "second, never replicated");
        DisasterRecovery one = instance("one", world, toA, toB);
        // Reading the journal and preparing are over before the held part begins.
        one.status();
        ParkedRequest held = spot == ParkedRequest.Spot.AFTER_ITS_ANSWER ? toA : toB;
        FutureTask<RunReport> replicator = new FutureTask<>(one::replicate);
        Thread thread = new Thread(replicator, "replicator");
        thread.setDaemon(true);
        thread.start();
        held.awaitParked();

        world.goDark(Side.A);
        LakeLife.run(two, Goal.forceFailOverTo("centralus")).orThrow();
        two.regional(region -> world.container(world.pair().sideOf(region)))
                .use((BlobContainerClient active, long epoch) -> {
                    active.getBlobClient("x").upload(BinaryData.fromString("application"), true);
                    active.getBlobClient("y").upload(BinaryData.fromString("application too"), true);
                    return epoch;
                });
        if (learns) {
            one.status();
        }
        held.letGo();
        RunReport late = replicator.get(60, TimeUnit.SECONDS);

        assertThat(late.result()).as(late.text()).isEqualTo(RunReport.Result.OVERTAKEN);
        assertThat(world.content(Side.B))
                .hasSize(2)
                .containsEntry("x", "application")
                .containsEntry("y", "application too");
        world.comeBack(Side.A);
        two.readiness();
        LakeLife.run(two, Goal.reprotect()).orThrow();
        assertThat(world.content(Side.A)).isEqualTo(world.content(Side.B));
        assertThat(world.everything(Side.B).entrySet())
                .filteredOn(file -> file.getKey().startsWith("_azuredr/setaside/"))
                .singleElement()
                .satisfies(file -> assertThat(file.getValue()).isEqualTo("second, never replicated"));
    }

    /** Bytes pass through the process, so that a pause between reading and writing is possible. */
    private DisasterRecovery instance(String name, SimulatedLakeWorld world, HttpPipelinePolicy... policies) {
        return LakeLife.of(
                        name,
                        world.clock(),
                        world.port(Side.A, CopyRights.none(), policies),
                        world.port(Side.B, CopyRights.none(), policies))
                .journal(journal.anotherHandle())
                .attachments(attachments)
                .build();
    }

    private static boolean isOf(SimulatedLakeWorld world, Side side, HttpRequest request) {
        return request.getUrl().getHost().startsWith(world.account(side).name() + ".");
    }

    private static boolean isReadOfX(HttpRequest request) {
        return request.getHttpMethod() == HttpMethod.GET
                && request.getUrl().getPath().equals("/data/x");
    }

    /** The write that makes the new version visible: Put Blob, or the rename of the finished file. */
    private static boolean isWriteOfX(HttpRequest request) {
        return request.getHttpMethod() == HttpMethod.PUT
                && request.getUrl().getPath().equals("/data/x");
    }
}
