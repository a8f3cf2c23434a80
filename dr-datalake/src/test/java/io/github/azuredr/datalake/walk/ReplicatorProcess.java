package io.github.azuredr.datalake.walk;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.datalake.azure.BlobLake;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import io.github.azuredr.testkit.time.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of its own that replicates what it finds in a folder, or goes on with what another one began. */
final class ReplicatorProcess {
    private ReplicatorProcess() {}

    static SimulatedAzure azure(Path folder, ManualClock clock) {
        return SimulatedAzure.in(folder.resolve("azure"), clock).with(SimStorage::in);
    }

    static BlobContainerClient container(SimulatedAzure azure, String account, HttpPipelinePolicy... policies) {
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .endpoint("https://" + account + ".blob.core.windows.net")
                .containerName("data")
                .credential(azure.credential())
                .httpClient(azure.httpClient());
        List.of(policies).forEach(builder::addPolicy);
        return builder.buildClient();
    }

    static DisasterRecovery over(
            Path folder, String instance, SimulatedAzure azure, ManualClock clock, HttpPipelinePolicy... wire) {
        return LakeLife.of(
                        instance,
                        clock,
                        BlobLake.of(container(azure, "easta", wire), clock),
                        BlobLake.of(container(azure, "westb", wire), clock))
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .build();
    }

    /** Counts the files that became visible on B; at one of them it says so and waits to be killed. */
    static final class Copies extends HttpPipelineSyncPolicy {
        private final int waitAt;
        private final AtomicInteger sent = new AtomicInteger();

        Copies(int waitAt) {
            this.waitAt = waitAt;
        }

        int count() {
            return sent.get();
        }

        @Override
        protected void beforeSendingRequest(HttpPipelineCallContext call) {
            if (copies(call.getHttpRequest()) && sent.get() == waitAt) {
                waitToBeKilled();
            }
        }

        @Override
        protected HttpResponse afterReceivedResponse(HttpPipelineCallContext call, HttpResponse answer) {
            if (copies(call.getHttpRequest()) && answer.getStatusCode() / 100 == 2) {
                sent.incrementAndGet();
            }
            return answer;
        }

        /** The client sends a slash in a name as %2F. */
        private static boolean copies(HttpRequest request) {
            return request.getHttpMethod() == HttpMethod.PUT
                    && request.getUrl().getHost().startsWith("westb")
                    && request.getUrl().getPath().startsWith("/data/files");
        }

        private void waitToBeKilled() {
            System.out.println("copied " + sent.get());
            try {
                System.in.read();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            throw new IllegalStateException("nobody killed this process");
        }
    }

    /** Adopts the open run, or starts a pass when there is none. */
    static RunReport finish(DisasterRecovery dr) {
        Optional<Run> open = dr.openRun();
        return open.map(run -> run.adopt("ann", "its process was killed")).orElseGet(dr::replicate);
    }

    /** Folder, the clock's start, and at which copy to wait; prints what it copied. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        ManualClock clock = ManualClock.at(args[1]);
        SimulatedAzure azure = azure(folder, clock);
        Copies copies = new Copies(Integer.parseInt(args[2]));
        DisasterRecovery dr = over(folder, "process-" + args[1], azure, clock, copies);
        boolean adopted = dr.openRun().isPresent();
        RunReport report = finish(dr);
        System.out.println("adopted " + adopted);
        System.out.println("result " + report.result());
        System.out.println("finished " + copies.count());
        System.out.flush();
    }
}
