package io.github.azuredr.examples;

import static io.github.azuredr.route.StalenessPolicy.refuseWritesAfter;

import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Readiness;
import io.github.azuredr.datalake.DataLakeRecovery;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
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

/**
 * The main job: a lake of real files survives the loss of its region, on a simulated Azure. Exits with 1 when anything
 * differs from what was stated.
 *
 * <p>Usage: {@code SurviveARegion [FOLDER]}; without a folder it generates a small lake.
 */
public final class SurviveARegion {
    private static final String A = LakeWorld.PRIMARY;
    private static final String B = LakeWorld.SECONDARY;

    private final Path folder;
    private final Narrator tell;
    private final SkippingTime time = new SkippingTime();
    private final LakeWorld world = new LakeWorld(time);
    private final Map<String, String> lostOnPurpose = new TreeMap<>();

    private SurviveARegion(Path folder, Narrator tell) {
        this.folder = folder;
        this.tell = tell;
    }

    /** Runs the story. */
    public static void main(String[] arguments) throws IOException {
        Path scratch = Files.createTempDirectory("azuredr-example");
        try {
            Path folder;
            if (arguments.length > 0 && !arguments[0].isBlank()) {
                folder = Path.of(arguments[0]);
                if (!Files.isDirectory(folder)) {
                    System.err.println("not a folder: " + folder);
                    System.exit(2);
                }
            } else {
                folder = Files.createDirectory(scratch.resolve("lake"));
                SampleLake.generate(folder);
            }
            Narrator tell = new Narrator(System.out);
            new SurviveARegion(folder, tell).run(scratch);
            System.out.printf("%n%d statements checked, %d wrong%n", tell.checked(), tell.wrong());
            if (tell.wrong() > 0) {
                System.exit(1);
            }
        } finally {
            delete(scratch);
        }
    }

    private void run(Path scratch) throws IOException {
        ExecutorService transfers = Executors.newFixedThreadPool(8);
        try (DisasterRecovery dr = DisasterRecovery.named("orders")
                .between(RegionPair.of(A, B))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect(
                        "lake",
                        DataLakeRecovery.of(
                                "orders",
                                world.port(A),
                                world.port(B),
                                new TransferRoom(transfers, 8, scratch.resolve("sort"), time)))
                .journal(FileJournalStore.in(scratch.resolve("journal")))
                .whenJournalIsUnreachable(refuseWritesAfter(Duration.ofSeconds(2)))
                .time(time)
                .listener(tell)
                .build()) {
            prepare(dr);
            Regional<DataLakeFileSystemClient> lake = dr.regional(world::files);
            loseTheRegion(dr);
            failOver(dr, lake);
            comeBack(dr);
            failBack(dr, lake);
        } finally {
            transfers.shutdownNow();
        }
    }

    private void prepare(DisasterRecovery dr) throws IOException {
        tell.chapter("A lake in " + A + ", prepared and replicated to " + B);
        tell.say(world.upload(folder, A) + " files from " + folder.getFileName() + " are in the primary");
        // A Delta log written in the very second a pass begins waits for the next pass.
        time.skip(Duration.ofSeconds(2));
        dr.initialise();
        dr.prepare().orThrow();
        RunReport pass = dr.replicate().orThrow();
        tell.say(pass.text());
        tell.check("both sides hold the same bytes", world.contents(A).equals(world.contents(B)));
        Readiness readiness = dr.readiness();
        tell.say(readiness.text());
        tell.check("the secondary could take over now", readiness.isReady(time.now()));
    }

    private void loseTheRegion(DisasterRecovery dr) {
        tell.chapter("More is written, then " + A + " goes dark");
        time.skip(Duration.ofMinutes(9));
        late("sales/late-order.csv", "order,customer,amount\n1,7,99.5\n");
        late("sales/late-return.csv", "order,customer,amount\n1,7,-99.5\n");
        time.skip(Duration.ofMinutes(3));
        world.goDark(A);
        tell.say("two files were written after the last pass; " + A + " no longer answers");

        Plan plan = dr.plan(Goal.forceFailOverTo(B));
        tell.say(plan.text());
        tell.check(
                "the plan states a loss bound of at least 12 minutes and less than 20",
                plan.body().bounds().stream().allMatch(b -> b.age()
                        .filter(a ->
                                a.compareTo(Duration.ofMinutes(12)) >= 0 && a.compareTo(Duration.ofMinutes(20)) < 0)
                        .isPresent()));
        RunReport refused = dr.run(plan);
        tell.check(
                "without an approval it is refused: " + refused.reason(), refused.result() == RunReport.Result.REFUSED);
        RunReport tooMuch = dr.run(plan.approvedBy("on-call").acceptingLossUpTo(Duration.ofMinutes(1)));
        tell.check(
                "with too low a loss ceiling too: " + tooMuch.reason(), tooMuch.result() == RunReport.Result.REFUSED);
    }

    private void late(String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        world.write(A, path, content);
        lostOnPurpose.put(path, LakeWorld.sha256(content));
    }

    private void failOver(DisasterRecovery dr, Regional<DataLakeFileSystemClient> lake) {
        tell.chapter("Forced failover to " + B);
        Plan plan = dr.plan(Goal.forceFailOverTo(B));
        RunReport report =
                dr.run(plan.approvedBy("on-call").because("INC-4711").acceptingLossUpTo(Duration.ofMinutes(30)));
        tell.say(report.text());
        tell.check("the goal is reached", report.result().isReached());
        tell.check("within the recovery time objective", report.metRto());
        tell.check(
                "callers are switched in the process",
                lake.get().getAccountName().equals("orderseb"));
        byte[] order = "order,customer,amount\n2,8,12.0\n".getBytes(StandardCharsets.UTF_8);
        lake.use((client, epoch) -> client.getFileClient("sales/after-failover.csv")
                .upload(com.azure.core.util.BinaryData.fromBytes(order), true));
        tell.check(
                "reading and writing goes on in " + B,
                LakeWorld.sha256(world.read(B, "sales/after-failover.csv")).equals(LakeWorld.sha256(order)));
    }

    private void comeBack(DisasterRecovery dr) {
        tell.chapter(A + " answers again: what was really lost");
        time.skip(Duration.ofHours(2));
        world.comeBack(A);
        SortedMap<String, String> before = world.contents(A);
        dr.readiness();
        tell.say(dr.status().text());
        tell.check(
                "nothing of the old side was touched by its return",
                world.contents(A).equals(before));
        Plan plan = dr.plan(Goal.reprotect());
        tell.say(plan.text());
        tell.check(
                "nothing of the old side is touched before the decision",
                world.contents(A).equals(before));
        RunReport report = dr.run(plan.approvedBy("on-call").because("INC-4711"));
        tell.say(report.text());
        tell.check("the goal is reached", report.result().isReached());
        Optional<LossLedger> ledger = Optional.ofNullable(report.ledgers().get("lake"));
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

    private void failBack(DisasterRecovery dr, Regional<DataLakeFileSystemClient> lake) {
        tell.chapter("Failback to " + A);
        world.write(
                B, "sales/before-failback.csv", "order,customer,amount\n3,9,1.0\n".getBytes(StandardCharsets.UTF_8));
        RunReport report =
                dr.run(dr.plan(Goal.failOverTo(A)).approvedBy("on-call").because("home"));
        tell.say(report.text());
        tell.check(
                "the goal is reached, with nothing lost",
                report.result().isReached() && report.bounds().isEmpty());
        tell.check("callers are back in " + A, lake.get().getAccountName().equals("ordersea"));
        SortedMap<String, String> expected = expected();
        tell.check("every file is there, byte for byte", world.contents(A).equals(expected));
        tell.check("and on the other side", world.contents(B).equals(expected));
    }

    private SortedMap<String, String> expected() {
        SortedMap<String, String> expected = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                expected.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        LakeWorld.sha256(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        expected.put(
                "sales/after-failover.csv",
                LakeWorld.sha256("order,customer,amount\n2,8,12.0\n".getBytes(StandardCharsets.UTF_8)));
        expected.put(
                "sales/before-failback.csv",
                LakeWorld.sha256("order,customer,amount\n3,9,1.0\n".getBytes(StandardCharsets.UTF_8)));
        return expected;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
