package io.github.azuredr;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.journal.PairedAttachments;
import io.github.azuredr.pair.RegionPair;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects what an application's disaster recovery needs; {@link #build} checks it without a thread or a call. */
public final class DisasterRecoveryBuilder {
    private final String application;
    private final Map<String, Workload<?>> workloads = new LinkedHashMap<>();
    private final List<SafetyRule> rules = new ArrayList<>();
    private @Nullable RegionPair pair;
    private @Nullable RecoveryObjectives objectives;
    private @Nullable ReplicationPolicy replication;
    private @Nullable JournalStore store;
    private @Nullable Attachments attachments;
    private StalenessPolicy staleness = StalenessPolicy.refuseWritesAfter(Duration.ofSeconds(30));
    private TimeSource time = TimeSource.system();
    private @Nullable Executor executor;
    private Limits limits = Limits.ofDefaults();
    private DrListener listener = DrListener.NO_OP;
    private @Nullable RandomGenerator random;
    private String instance = "instance-" + UUID.randomUUID();
    private Duration readinessValidFor = Duration.ofHours(24);

    DisasterRecoveryBuilder(String application) {
        if (!application.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new RecoveryException(
                    "application name '" + application + "': must be letters, digits, dot, underscore and hyphen,"
                            + " starting with a letter or digit.",
                    "Choose a name that stays the same for years; the journal is kept under it.");
        }
        this.application = application;
    }

    /** The two regions; side A is the one that is active at birth. */
    public DisasterRecoveryBuilder between(RegionPair regions) {
        this.pair = regions;
        return this;
    }

    /** What loss and what outage are accepted. */
    public DisasterRecoveryBuilder objectives(RecoveryObjectives accepted) {
        this.objectives = accepted;
        return this;
    }

    /** How often a replication pass is due. */
    public DisasterRecoveryBuilder replicating(ReplicationPolicy policy) {
        this.replication = policy;
        return this;
    }

    /**
     * Protects a workload.
     *
     * @param name unique in the application; part of every step's id
     * @param contract how it is failed over
     * @param options order and weight, such as {@code after("lake")}
     */
    public DisasterRecoveryBuilder protect(String name, FailoverContract<?> contract, ProtectOption... options) {
        ProtectOption all = new ProtectOption(true, List.of());
        for (ProtectOption option : options) {
            all = all.and(option);
        }
        for (String before : all.after()) {
            if (!workloads.containsKey(before)) {
                throw new RecoveryException(
                        application + ", workload '" + name + "': comes after '" + before
                                + "', which is not protected yet.",
                        "Protect '" + before + "' first; this also keeps the order free of cycles.");
            }
        }
        if (workloads.put(name, new Workload<>(new WorkloadLine(name, all.must(), all.after()), contract)) != null) {
            throw new RecoveryException(
                    application + ", workload '" + name + "': protected twice.", "Give each its own name.");
        }
        return this;
    }

    /** Where the journal lives; best in a third region. */
    public DisasterRecoveryBuilder journal(JournalStore journal) {
        this.store = journal;
        return this;
    }

    /** Where inventories and reports are kept, on each side one place; a lost side's is neither written nor read. */
    public DisasterRecoveryBuilder attachments(Attachments a, Attachments b) {
        this.attachments = new PairedAttachments(a, b);
        return this;
    }

    /** Where inventories and reports are kept; a place that survives the loss of either side. */
    public DisasterRecoveryBuilder attachments(Attachments place) {
        this.attachments = place;
        return this;
    }

    /** What callers of {@code regional} get while the journal cannot be read; by default refused after 30 seconds. */
    public DisasterRecoveryBuilder whenJournalIsUnreachable(StalenessPolicy policy) {
        this.staleness = policy;
        return this;
    }

    /** Clocks and waiting; the machine's by default. */
    public DisasterRecoveryBuilder time(TimeSource source) {
        this.time = source;
        return this;
    }

    /** Where attempts and looks run; by default daemon threads of its own that end with {@code close}. */
    public DisasterRecoveryBuilder executor(Executor where) {
        this.executor = where;
        return this;
    }

    /** How much is done at once and how it is repeated. */
    public DisasterRecoveryBuilder limits(Limits some) {
        this.limits = some;
        return this;
    }

    /** Told of what happens. */
    public DisasterRecoveryBuilder listener(DrListener some) {
        this.listener = DrListener.guarded(some);
        return this;
    }

    /** A condition of the application's own for starting any run. */
    public DisasterRecoveryBuilder safetyRule(SafetyRule rule) {
        rules.add(rule);
        return this;
    }

    /** The name this process writes into the journal; shown to people, never trusted for ownership. */
    public DisasterRecoveryBuilder instance(String name) {
        this.instance = name;
        return this;
    }

    /** The source of jitter; seeded in tests. */
    public DisasterRecoveryBuilder random(RandomGenerator source) {
        this.random = source;
        return this;
    }

    /** How long a readiness proof counts; a day by default. */
    public DisasterRecoveryBuilder readinessValidFor(Duration duration) {
        this.readinessValidFor = duration;
        return this;
    }

    /**
     * Checks that all is there and fits; starts no thread and calls nothing.
     *
     * @throws RecoveryException naming the field and the rule
     */
    public DisasterRecovery build() {
        RegionPair regions = required("between", pair);
        RecoveryObjectives accepted = required("objectives", objectives);
        ReplicationPolicy policy = required("replicating", replication);
        JournalStore journal = required("journal", store);
        if (workloads.isEmpty()) {
            throw missing("protect");
        }
        if (readinessValidFor.isNegative() || readinessValidFor.isZero()) {
            throw new RecoveryException(
                    application + ", builder.readinessValidFor: must be longer than zero, was " + readinessValidFor
                            + ".",
                    "Give the time for which a proof counts.");
        }
        try {
            policy.mustMeet(accepted);
        } catch (IllegalArgumentException e) {
            throw new RecoveryException(
                    application + ", " + e.getMessage() + ".", "Change replicating(...) or objectives(...).", e);
        }
        Attachments place = attachments;
        if (place == null) {
            place = journal.attachments().orElseThrow(() -> missing("attachments"));
        }
        ExecutorService own = executor == null ? Executors.newCachedThreadPool(DisasterRecoveryBuilder::daemon) : null;
        Settings settings = new Settings(
                application,
                regions,
                accepted,
                policy,
                workloads,
                List.copyOf(rules),
                journal,
                place,
                staleness,
                time,
                executor != null ? executor : required("executor", own),
                limits,
                listener,
                random != null ? random : new ThreadRandom(),
                instance,
                readinessValidFor);
        return new DisasterRecovery(settings, own);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "azuredr-attempt");
        thread.setDaemon(true);
        return thread;
    }

    private <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    private RecoveryException missing(String field) {
        return new RecoveryException(
                application + ", builder." + field + ": is missing.", "Call " + field + "(...) before build().");
    }

    /** Each thread's own generator, so that one instance may be shared. */
    private static final class ThreadRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
