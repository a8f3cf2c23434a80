package io.github.azuredr.examples;

import com.azure.core.util.BinaryData;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.datalake.DataLakeRecovery;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.route.Regional;
import io.github.azuredr.run.RunReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lake of real files: every byte survives, and what was written too late is named and set aside. */
final class LakeScene implements Scene {
    private static final String A = TwoRegions.PRIMARY;
    private static final String B = TwoRegions.SECONDARY;
    private static final String WORKLOAD = "lake";
    private static final byte[] AFTER_FAILOVER = text("order,customer,amount\n2,8,12.0\n");
    private static final byte[] BEFORE_FAILBACK = text("order,customer,amount\n3,9,1.0\n");

    private final Path folder;
    private final Path scratch;
    private final Narrator tell;
    private final TwoRegions regions;
    private final LakeWorld world;
    private final ExecutorService transfers = Executors.newFixedThreadPool(8);
    private final Map<String, String> lostOnPurpose = new TreeMap<>();
    private SortedMap<String, String> asItReturned = new TreeMap<>();
    private @Nullable Regional<DataLakeFileSystemClient> lake;

    LakeScene(TwoRegions regions, Path folder, Path scratch, Narrator tell) {
        this.regions = regions;
        this.folder = folder;
        this.scratch = scratch;
        this.tell = tell;
        this.world = new LakeWorld(regions);
    }

    @Override
    public DisasterRecoveryBuilder protect(DisasterRecoveryBuilder builder) {
        TransferRoom room = new TransferRoom(transfers, 8, scratch.resolve("sort"), regions.time());
        return builder.protect(WORKLOAD, DataLakeRecovery.of("orders", world.port(A), world.port(B), room));
    }

    @Override
    public void begin() throws IOException {
        tell.say(world.upload(folder, A) + " files from " + folder.getFileName() + " are in the primary");
        // A Delta log written in the very second a pass begins waits for the next pass.
        regions.time().skip(Duration.ofSeconds(2));
    }

    @Override
    public void replicated(DisasterRecovery dr) {
        lake = dr.regional(world::files);
        tell.check("both sides hold the same bytes", world.contents(A).equals(world.contents(B)));
    }

    @Override
    public void writeLate() {
        late("sales/late-order.csv", "order,customer,amount\n1,7,99.5\n");
        late("sales/late-return.csv", "order,customer,amount\n1,7,-99.5\n");
        tell.say("two files were written after the last pass");
    }

    private void late(String path, String text) {
        byte[] content = text(text);
        world.write(A, path, content);
        lostOnPurpose.put(path, LakeWorld.sha256(content));
    }

    @Override
    public void planned(Plan plan) {
        tell.check(
                "the plan states a loss bound of the lake of at least 12 minutes and less than 20",
                plan.body().bounds().stream()
                        .filter(bound -> bound.workload().equals(WORKLOAD))
                        .anyMatch(bound -> bound.age()
                                .filter(age -> age.compareTo(Duration.ofMinutes(12)) >= 0
                                        && age.compareTo(Duration.ofMinutes(20)) < 0)
                                .isPresent()));
    }

    @Override
    public void failedOver(DisasterRecovery dr, RunReport report) {
        tell.check(
                "callers are switched in the process",
                client().get().getAccountName().equals("orderseb"));
        client().use((files, epoch) ->
                files.getFileClient("sales/after-failover.csv").upload(BinaryData.fromBytes(AFTER_FAILOVER), true));
        tell.check(
                "reading and writing goes on in " + B,
                LakeWorld.sha256(world.read(B, "sales/after-failover.csv")).equals(LakeWorld.sha256(AFTER_FAILOVER)));
    }

    @Override
    public void rememberTheOldSide() {
        asItReturned = world.contents(A);
    }

    @Override
    public void returned(DisasterRecovery dr) {
        tell.check(
                "nothing of the old lake was touched by its return",
                world.contents(A).equals(asItReturned));
    }

    @Override
    public void untouched() {
        tell.check(
                "nothing of the old lake is touched before the decision",
                world.contents(A).equals(asItReturned));
    }

    @Override
    public void reprotected(DisasterRecovery dr, RunReport report) {
        Optional<LossLedger> ledger = Optional.ofNullable(report.ledgers().get(WORKLOAD));
        tell.check(
                "the ledger names exactly the files that were lost",
                ledger.map(l -> l.lost().stream()
                                .map(LossLedger.Lost::what)
                                .sorted()
                                .toList())
                        .equals(Optional.of(lostOnPurpose.keySet().stream().toList())));
        ledger.ifPresent(l -> l.lost()
                .forEach(lost -> tell.check(
                        lost.what() + " was set aside, byte for byte, at " + lost.kept(),
                        LakeWorld.sha256(world.read(B, lost.kept())).equals(lostOnPurpose.get(lost.what())))));
        tell.check("both sides hold the same bytes again", world.contents(A).equals(world.contents(B)));
    }

    @Override
    public void writeBeforeFailback() {
        world.write(B, "sales/before-failback.csv", BEFORE_FAILBACK);
    }

    @Override
    public void failedBack(DisasterRecovery dr, RunReport report) throws IOException {
        tell.check("callers are back in " + A, client().get().getAccountName().equals("ordersea"));
        SortedMap<String, String> expected = expected();
        tell.check("every file is there, byte for byte", world.contents(A).equals(expected));
        tell.check("and on the other side", world.contents(B).equals(expected));
    }

    private SortedMap<String, String> expected() throws IOException {
        SortedMap<String, String> expected = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                expected.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        LakeWorld.sha256(Files.readAllBytes(file)));
            }
        }
        expected.put("sales/after-failover.csv", LakeWorld.sha256(AFTER_FAILOVER));
        expected.put("sales/before-failback.csv", LakeWorld.sha256(BEFORE_FAILBACK));
        return expected;
    }

    private Regional<DataLakeFileSystemClient> client() {
        if (lake == null) {
            throw new IllegalStateException("the lake's callers are asked for only after the first replication");
        }
        return lake;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        transfers.shutdownNow();
    }
}
