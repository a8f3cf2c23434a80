package io.github.azuredr.datalake;

import io.github.azuredr.datalake.catalog.CatalogMemory;
import io.github.azuredr.datalake.catalog.CatalogSeen;
import io.github.azuredr.datalake.catalog.Translation;
import io.github.azuredr.datalake.files.Carrier;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.job.MarkedJobs;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestHead;
import io.github.azuredr.datalake.manifest.PassRefused;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import io.github.azuredr.datalake.table.StagedFiles;
import io.github.azuredr.datalake.table.TableReplication;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.StepContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What steps over analytics accounts share, put together from their context. */
final class AnalyticsRun {
    private final StepContext<LakeSide> at;
    private final String tree;
    private final AnalyticsSettings settings;
    private final Patience patience;

    AnalyticsRun(StepContext<LakeSide> at, String tree, AnalyticsSettings settings) {
        this.at = at;
        this.tree = tree;
        this.settings = settings;
        this.patience = Patience.ofDefaults(at::pause);
    }

    Patience patience() {
        return patience;
    }

    /** Jobs of recovery's own on a side. */
    JobRun jobs(LakeSide side) {
        return followed(MarkedJobs.ofReplication(side, tree));
    }

    /** Jobs on a side, as they are. */
    JobRun followed(io.github.azuredr.datalake.job.JobPort jobs) {
        return new JobRun(jobs, at::pause, settings.lookEvery(), settings.looks());
    }

    TableReplication.Account account(Side side) {
        LakeSide lake = at.on(side);
        return new TableReplication.Account(lake, lake.account(), jobs(lake), settings.root(side));
    }

    Translation translationTo(Side side) {
        return new Translation(settings.rewriterTo(side));
    }

    /** Where exported rows lie, as a rooted path. */
    static String staged(String tree) {
        return "/" + Reserved.path(tree, "staged");
    }

    /** Copies a file from one side to the other; rooted paths. */
    void carry(Side from, String fromPath, String toPath) {
        new Carrier(at.on(from), at.on(from.other()), patience).copy(unrooted(fromPath), unrooted(toPath));
    }

    /** Exported files on their way to a side, and kept there when they have done their work. */
    StagedFiles staging(Side to) {
        return new StagedFiles() {
            @Override
            public void copy(String path) {
                carry(to.other(), path, path);
            }

            @Override
            public void retire(String path) {
                LakeSide lake = at.on(to);
                String staged = unrooted(path);
                Optional<LakeFile> there = patience.read(() -> lake.look(staged));
                if (there.isPresent()) {
                    new Carrier(lake, lake, patience).copy(staged, keptPath(staged));
                    lake.delete(staged, there.get().etag());
                }
            }
        };
    }

    /** Where a staged file lies once no import may find it. */
    String keptPath(String staged) {
        return Reserved.path(tree, "rows")
                + staged.substring(Reserved.path(tree, "staged").length());
    }

    /** Where an exported file lies on a side now. */
    String located(LakeSide lake, String path) {
        boolean staged = patience.read(() -> lake.look(unrooted(path))).isPresent();
        return staged ? path : "/" + keptPath(unrooted(path));
    }

    /** Deletes an exported file wherever it lies. */
    void forget(LakeSide lake, String path) {
        for (String each : List.of(unrooted(path), keptPath(unrooted(path)))) {
            patience.read(() -> lake.look(each)).ifPresent(file -> lake.delete(each, file.etag()));
        }
    }

    static String unrooted(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    StateFile<CatalogMemory> memory(LakePort lake) {
        return StateFile.open(
                lake, Reserved.path(tree, "catalog"), CatalogMemory.class, CatalogMemory.none(), patience);
    }

    StateFile<CatalogSeen> seen(LakePort lake) {
        return StateFile.open(
                lake, Reserved.path(tree, "catalog-seen"), CatalogSeen.class, CatalogSeen.nothing(), patience);
    }

    StateFile<TablesMemory> tables(LakePort lake) {
        return StateFile.open(
                lake, Reserved.path(tree, "tables-pass"), TablesMemory.class, TablesMemory.none(), patience);
    }

    /** The source service's clock. */
    Instant serviceTime(LakePort source) {
        return patience.read(() -> source.list("", Optional.empty())).serviceTime();
    }

    /** Ends a pass into a side whose replication was ended, or that is under a later epoch. */
    void mustBeAllowed(LakeSide target) {
        ManifestHead head = Manifest.peek(target, tree, patience);
        if (head.epoch() > at.epoch()) {
            throw new PassRefused(
                    "The analytics account of tree " + tree + " is under epoch " + head.epoch()
                            + ", this pass works under epoch " + at.epoch() + ".",
                    "follow the journal to the present epoch.");
        }
        if (!head.hold().isEmpty()) {
            throw new PassRefused(
                    "Replication into " + target.traits().name() + " is on hold: " + head.hold(),
                    "release the hold when the target may be overwritten again.");
        }
    }
}
