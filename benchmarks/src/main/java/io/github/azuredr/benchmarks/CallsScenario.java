package io.github.azuredr.benchmarks;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.azuredr.datalake.azure.BlobLake;
import io.github.azuredr.datalake.files.LakeReplication;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import io.github.azuredr.testkit.azure.storage.SyntheticTree;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** What a pass asks of the services, beside the least that copying so many files can ask. */
final class CallsScenario implements Scenario {
    private static final int FOLDERS = 6;
    private static final int FILES = FOLDERS * 1000;
    private static final Clock CLOCK = Clock.systemUTC();

    /** What one pass sent. */
    private record Sent(double overMinimum, double perFile, double unchanged) {}

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public List<Line> run() throws Exception {
        Sent service = replicate(true);
        Sent through = replicate(false);
        String files = String.format("%,d files", FILES);
        return List.of(
                line("calls per file, copied by the service, " + files, service, 1),
                line("calls per file, read and written, " + files, through, 2),
                Line.informing(
                        "calls of an unchanged pass, " + files,
                        Sample.of("", through.unchanged()),
                        Sample.of("", FILES),
                        "one look per file"));
    }

    /** Counts do not vary, so one run says it all. */
    private static Line line(String what, Sent sent, int least) {
        double minimum = sent.perFile() / sent.overMinimum();
        return Line.atMost(
                what, Sample.of("", sent.perFile()), Sample.of("", minimum), least + " and the listing's pages", 1.0);
    }

    private static Sent replicate(boolean byService) throws Exception {
        SimulatedAzure azure = SimulatedAzure.inMemory(CLOCK).with(SimStorage::in);
        CallCounter counter = new CallCounter();
        BlobContainerClient source = container(azure, "priacct", "eastus2", counter);
        BlobContainerClient target = container(azure, "secacct", "centralus", counter);
        azure.service(SimStorage.class).mount("priacct", "lake", SyntheticTree.uniform(FOLDERS, 1000, 64));
        BlobLake into = BlobLake.of(target, CLOCK);
        Path scratch = Folders.fresh("calls");
        try {
            LakeReplication replication = Passes.between(
                    BlobLake.of(source, CLOCK),
                    byService ? into : into.withoutServerSideCopy(),
                    Runnable::run,
                    1,
                    scratch);
            counter.reset();
            replication.run(1).orThrow();
            double over = counter.overMinimum(FILES, byService ? 1 : 2);
            double perFile = (double) counter.all() / FILES;
            counter.reset();
            replication.run(1).orThrow();
            return new Sent(over, perFile, counter.all());
        } finally {
            Folders.delete(scratch);
        }
    }

    private static BlobContainerClient container(
            SimulatedAzure azure, String account, String region, CallCounter counter) {
        SimStorageAccount made = azure.storageAccounts().create(account, region, false);
        BlobContainerClient client = new BlobContainerClientBuilder()
                .endpoint("https://" + account + ".blob.core.windows.net")
                .containerName("lake")
                .credential(new StorageSharedKeyCredential(account, made.key1Base64()))
                .httpClient(azure.httpClient())
                .addPolicy(counter)
                .buildClient();
        client.create();
        return client;
    }
}
