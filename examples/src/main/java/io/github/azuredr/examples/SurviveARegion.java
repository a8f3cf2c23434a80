package io.github.azuredr.examples;

import static io.github.azuredr.route.StalenessPolicy.refuseWritesAfter;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.contract.Readiness;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The main job: an application survives the loss of its region, on a simulated Azure. Exits with 1 when anything differs
 * from what was stated.
 *
 * <p>Usage: {@code SurviveARegion [FOLDER]}; the folder's files are the lake, without one it generates a small lake.
 */
public final class SurviveARegion {
    private static final String A = TwoRegions.PRIMARY;
    private static final String B = TwoRegions.SECONDARY;

    private final Narrator tell;
    private final TwoRegions regions;
    private final List<Scene> scenes;

    private SurviveARegion(Narrator tell, TwoRegions regions, List<Scene> scenes) {
        this.tell = tell;
        this.regions = regions;
        this.scenes = scenes;
    }

    /** One scene per service; each is on its own, the application is all of them. */
    private static List<Scene> scenes(TwoRegions regions, Path folder, Path scratch, Narrator tell) throws IOException {
        return List.of(
                new LakeScene(regions, folder, scratch, tell),
                new WorkScene(regions, scratch, tell),
                new ShareScene(regions, tell),
                new StreamScene(regions, scratch, tell));
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
            TwoRegions regions = new TwoRegions();
            new SurviveARegion(tell, regions, scenes(regions, folder, scratch, tell)).run(scratch);
            System.out.printf("%n%d statements checked, %d wrong%n", tell.checked(), tell.wrong());
            if (tell.wrong() > 0) {
                System.exit(1);
            }
        } finally {
            delete(scratch);
        }
    }

    private void run(Path scratch) throws IOException {
        try (DisasterRecovery dr = application(scratch)) {
            prepare(dr);
            loseTheRegion(dr);
            failOver(dr);
            comeBack(dr);
            failBack(dr);
        } finally {
            scenes.forEach(Scene::close);
        }
    }

    private DisasterRecovery application(Path scratch) {
        DisasterRecoveryBuilder builder = DisasterRecovery.named("orders")
                .between(RegionPair.of(A, B))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)));
        for (Scene scene : scenes) {
            builder = scene.protect(builder);
        }
        return builder.journal(FileJournalStore.in(scratch.resolve("journal")))
                .whenJournalIsUnreachable(refuseWritesAfter(Duration.ofSeconds(2)))
                .time(regions.time())
                .listener(tell)
                .build();
    }

    private void prepare(DisasterRecovery dr) throws IOException {
        tell.chapter("An application in " + A + ", prepared and replicated to " + B);
        for (Scene scene : scenes) {
            scene.begin();
        }
        dr.initialise();
        dr.prepare().orThrow();
        RunReport pass = dr.replicate().orThrow();
        tell.say(pass.text());
        scenes.forEach(scene -> scene.replicated(dr));
        Readiness readiness = dr.readiness();
        tell.say(readiness.text());
        tell.check(
                "the secondary could take over now",
                readiness.isReady(regions.time().now()));
    }

    private void loseTheRegion(DisasterRecovery dr) {
        tell.chapter("More is written, then " + A + " goes dark");
        regions.time().skip(Duration.ofMinutes(9));
        scenes.forEach(Scene::writeLate);
        regions.time().skip(Duration.ofMinutes(3));
        regions.goDark(A);
        tell.say(A + " no longer answers");

        Plan plan = dr.plan(Goal.forceFailOverTo(B));
        tell.say(plan.text());
        scenes.forEach(scene -> scene.planned(plan));
        RunReport refused = dr.run(plan);
        tell.check(
                "without an approval it is refused: " + refused.reason(), refused.result() == RunReport.Result.REFUSED);
        RunReport tooMuch = dr.run(plan.approvedBy("on-call").acceptingLossUpTo(Duration.ofMinutes(1)));
        tell.check(
                "with too low a loss ceiling too: " + tooMuch.reason(), tooMuch.result() == RunReport.Result.REFUSED);
    }

    private void failOver(DisasterRecovery dr) {
        tell.chapter("Forced failover to " + B);
        Plan plan = dr.plan(Goal.forceFailOverTo(B));
        RunReport report =
                dr.run(plan.approvedBy("on-call").because("INC-4711").acceptingLossUpTo(Duration.ofMinutes(30)));
        tell.say(report.text());
        tell.check("the goal is reached", report.result().isReached());
        tell.check("within the recovery time objective", report.metRto());
        scenes.forEach(scene -> scene.failedOver(dr, report));
    }

    private void comeBack(DisasterRecovery dr) {
        tell.chapter(A + " answers again: what was really lost");
        regions.time().skip(Duration.ofHours(2));
        regions.comeBack(A);
        scenes.forEach(Scene::rememberTheOldSide);
        dr.readiness();
        tell.say(dr.status().text());
        scenes.forEach(scene -> scene.returned(dr));
        Plan plan = dr.plan(Goal.reprotect());
        tell.say(plan.text());
        scenes.forEach(Scene::untouched);
        RunReport report = dr.run(plan.approvedBy("on-call").because("INC-4711"));
        tell.say(report.text());
        tell.check("the goal is reached", report.result().isReached());
        scenes.forEach(scene -> scene.reprotected(dr, report));
    }

    private void failBack(DisasterRecovery dr) throws IOException {
        tell.chapter("Failback to " + A);
        scenes.forEach(Scene::writeBeforeFailback);
        RunReport report =
                dr.run(dr.plan(Goal.failOverTo(A)).approvedBy("on-call").because("home"));
        tell.say(report.text());
        tell.check(
                "the goal is reached, with nothing lost",
                report.result().isReached() && report.bounds().isEmpty());
        for (Scene scene : scenes) {
            scene.failedBack(dr, report);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
