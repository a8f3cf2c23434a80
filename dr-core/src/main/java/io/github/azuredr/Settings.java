package io.github.azuredr;

import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.route.StalenessPolicy;
import io.github.azuredr.run.DrListener;
import io.github.azuredr.run.Limits;
import io.github.azuredr.run.SafetyRule;
import io.github.azuredr.run.Workload;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What the builder collected, complete and checked. */
record Settings(
        String application,
        RegionPair pair,
        RecoveryObjectives objectives,
        ReplicationPolicy replication,
        Map<String, Workload<?>> workloads,
        List<SafetyRule> rules,
        JournalStore store,
        Attachments attachments,
        StalenessPolicy staleness,
        TimeSource time,
        Executor executor,
        Limits limits,
        DrListener listener,
        RandomGenerator random,
        String instance,
        Duration readinessValidFor) {
    private static final Duration FOLLOWED = Duration.ofSeconds(2);

    /**
     * How long after a fence another process may still use the old side: until it refuses by itself, and a tenth more for
     * clocks that run apart; or, where processes go on serving, until a healthy one has followed.
     */
    Duration fenceWait() {
        return staleness
                .refuseAfter()
                .map(limit -> limit.plus(limit.dividedBy(10)))
                .orElse(FOLLOWED);
    }

    Settings {
        workloads = Collections.unmodifiableMap(new LinkedHashMap<>(workloads));
    }

    List<WorkloadLine> lines() {
        return workloads.values().stream().<WorkloadLine>map(Workload::line).toList();
    }

    /** Why a journal's first entry does not fit this builder; empty when it does. */
    List<String> disagreements(Entry.Genesis genesis) {
        List<String> all = new ArrayList<>();
        if (!genesis.a().equals(pair.region(Side.A)) || !genesis.b().equals(pair.region(Side.B))) {
            all.add("between: the journal was born with " + genesis.a() + " (A) and " + genesis.b()
                    + " (B), the builder says " + pair.label(Side.A) + " and " + pair.label(Side.B));
        }
        if (!genesis.workloads().equals(lines())) {
            all.add("protect: the journal knows " + genesis.workloads() + ", the builder says " + lines());
        }
        return all;
    }
}
