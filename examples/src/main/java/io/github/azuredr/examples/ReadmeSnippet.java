package io.github.azuredr.examples;

import static io.github.azuredr.route.StalenessPolicy.refuseWritesAfter;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import com.azure.storage.blob.BlobContainerClient;
import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.datalake.DataLakeRecovery;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.route.Regional;
import io.github.azuredr.run.RunReport;
import java.nio.file.Path;

/** The README's code, compiled; a test compares the two line by line. */
abstract class ReadmeSnippet {

    abstract BlobContainerClient clientIn(Region region);

    RunReport firstScreen(LakePort east, LakePort west, TransferRoom transfers, Path folder) {
        // README begins
        DisasterRecovery dr = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(ofMinutes(30)).rto(ofHours(1)))
                .replicating(ReplicationPolicy.every(ofMinutes(15)))
                .protect("lake", DataLakeRecovery.of("orders", east, west, transfers))
                .journal(FileJournalStore.in(folder)) // for trying out; keep it in a third region in production
                .whenJournalIsUnreachable(refuseWritesAfter(ofSeconds(30)))
                .build();

        dr.initialise(); // once in the application's life
        dr.start(); // replication schedule and journal follower
        dr.prepare().orThrow();

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        System.out.println(plan.text()); // the page an operator reads
        RunReport report = dr.run(plan.approvedBy("on-call").because("INC-4711").acceptingLossUpTo(ofMinutes(30)));

        Regional<BlobContainerClient> lake = dr.regional(region -> clientIn(region)); // always the active side's
        // README ends
        lake.get();
        return report;
    }
}
