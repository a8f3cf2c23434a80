package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.port.RoleGrant;
import io.github.azuredr.streamanalytics.twin.JobId;
import io.github.azuredr.streamanalytics.twin.MappingFile;
import io.github.azuredr.streamanalytics.twin.RegionRewrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are twins, what stands for what in the other region, and how they start: immutable, without network.
 *
 * <p>Jobs protected together start together but stay two separate entities each: nothing is shared between the sides.
 */
public final class TwinJobs {
    private final Map<String, Map<Side, JobId>> jobs;
    private final RegionRewrite fromAToB;
    private final Map<Side, SecretSource> secrets;
    private final Map<Side, List<RoleGrant>> roles;
    private final StandbyMode standby;
    private final int standbyUnits;
    private final String apiVersion;
    private final Duration overlap;
    private final Duration inputRetention;
    private final Duration caughtUpWithin;
    private final Duration patience;
    private final OutputProgress progress;

    private TwinJobs(Builder from, RegionRewrite rewrite) {
        jobs = Map.copyOf(from.jobs);
        fromAToB = rewrite;
        secrets = Map.copyOf(from.secrets);
        roles = Map.of(
                Side.A, List.copyOf(from.roles.getOrDefault(Side.A, List.of())),
                Side.B, List.copyOf(from.roles.getOrDefault(Side.B, List.of())));
        standby = from.standby;
        standbyUnits = from.standbyUnits;
        apiVersion = from.apiVersion;
        overlap = from.overlap;
        inputRetention = from.inputRetention;
        caughtUpWithin = from.caughtUpWithin;
        patience = from.patience;
        progress = from.progress;
    }

    /** Starts a description. */
    public static Builder builder() {
        return new Builder();
    }

    /** The jobs of a side by the name plans give them. */
    Map<String, JobId> on(Side side) {
        Map<String, JobId> ids = new LinkedHashMap<>();
        names().forEach(name -> ids.put(name, id(name, side)));
        return ids;
    }

    List<String> names() {
        return jobs.keySet().stream().sorted().toList();
    }

    JobId id(String job, Side side) {
        Map<Side, JobId> sides = jobs.getOrDefault(job, Map.of());
        JobId id = sides.get(side);
        if (id == null) {
            throw new IllegalArgumentException("job '" + job + "' is not one of " + jobs.keySet());
        }
        return id;
    }

    /** What is replaced in a job on its way to this side. */
    RegionRewrite towards(Side side) {
        return side == Side.B ? fromAToB : fromAToB.reversed();
    }

    SecretSource secrets(Side side) {
        return secrets.getOrDefault(side, SecretSource.of(Map.of()));
    }

    List<RoleGrant> roles(Side side) {
        return roles.getOrDefault(side, List.of());
    }

    StandbyMode standby() {
        return standby;
    }

    /** With how many units a hot standby runs; 0 as many as the job it stands in for. */
    int standbyUnits() {
        return standbyUnits;
    }

    String apiVersion() {
        return apiVersion;
    }

    Duration overlap() {
        return overlap;
    }

    Duration inputRetention() {
        return inputRetention;
    }

    Duration caughtUpWithin() {
        return caughtUpWithin;
    }

    Duration patience() {
        return patience;
    }

    OutputProgress progress() {
        return progress;
    }

    /** Collects what twins need; what is missing or impossible is an error of {@link #build()} or of its setter. */
    public static final class Builder {
        private final Map<String, Map<Side, JobId>> jobs = new LinkedHashMap<>();
        private final Map<Side, SecretSource> secrets = new LinkedHashMap<>();
        private final Map<Side, List<RoleGrant>> roles = new LinkedHashMap<>();
        private @Nullable RegionRewrite rewrite;
        private StandbyMode standby = StandbyMode.COLD;
        private int standbyUnits;
        private String apiVersion = MappingFile.STABLE;
        private Duration overlap = Duration.ofMinutes(10);
        private Duration inputRetention = Duration.ofDays(1);
        private Duration caughtUpWithin = Duration.ofMinutes(2);
        private Duration patience = Duration.ofHours(1);
        private OutputProgress progress = OutputProgress.unknown();

        private Builder() {}

        /**
         * A job and its twin.
         *
         * @param name how plans call them: lower-case words joined by hyphens
         * @param a the job on side A
         * @param b the job on side B, which need not exist; its resource group must, and in that region
         */
        public Builder job(String name, JobId a, JobId b) {
            if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw refused("job name \"" + name + "\"", "use lower-case words joined by hyphens.");
            }
            if (a.path().equalsIgnoreCase(b.path())) {
                throw refused("job \"" + name + "\" with the same resource on both sides", "name the twin's own id.");
            }
            if (jobs.put(name, Map.of(Side.A, a, Side.B, b)) != null) {
                throw refused("job \"" + name + "\" twice", "give each its own name.");
            }
            return this;
        }

        /** What of side B stands for what of side A; required. */
        public Builder rewriting(RegionRewrite fromAToB) {
            rewrite = fromAToB;
            return this;
        }

        /** Where the keys of a side's hubs and stores come from; a side whose jobs sign in with identities needs none. */
        public Builder secrets(Side side, SecretSource source) {
            secrets.put(side, source);
            return this;
        }

        /** A role that the identities of a side's jobs are given. */
        public Builder role(Side side, RoleGrant role) {
            roles.computeIfAbsent(side, any -> new ArrayList<>()).add(role);
            return this;
        }

        /** Whether the standby runs; cold unless said otherwise. */
        public Builder standby(StandbyMode mode) {
            standby = mode;
            return this;
        }

        /** With how many units a hot standby runs until it serves; as many as the other unless said otherwise. */
        public Builder standbyUnits(int units) {
            if (units < 1) {
                throw refused("standbyUnits " + units, "give at least one.");
            }
            standbyUnits = units;
            return this;
        }

        /** {@code 2020-03-01}, or {@code 2021-10-01-preview} for jobs that use what the older one hides. */
        public Builder apiVersion(String version) {
            apiVersion = version;
            return this;
        }

        /** How much a start writes again before the mark, for rows that came late; 10 minutes unless said otherwise. */
        public Builder overlap(Duration time) {
            overlap = positive("overlap", time);
            return this;
        }

        /** How long the hubs keep events; one day unless said otherwise. A start from before that leaves a hole. */
        public Builder inputRetention(Duration time) {
            inputRetention = positive("inputRetention", time);
            return this;
        }

        /** How little a job's output may be behind to count as caught up; 2 minutes unless said otherwise. */
        public Builder caughtUpWithin(Duration time) {
            caughtUpWithin = positive("caughtUpWithin", time);
            return this;
        }

        /** How long a run waits for that; one hour unless said otherwise. */
        public Builder patience(Duration time) {
            patience = positive("patience", time);
            return this;
        }

        /** How far the application has read; better than what a job shows, because it is what the next start must join. */
        public Builder progress(OutputProgress known) {
            progress = known;
            return this;
        }

        /**
         * The description.
         *
         * @throws RecoveryException naming what is missing
         */
        public TwinJobs build() {
            if (jobs.isEmpty()) {
                throw refused("no job", "add job(name, a, b).");
            }
            if (rewrite == null) {
                throw refused("no rewrite", "add rewriting(...): hubs, stores and servers of the two regions.");
            }
            if (standbyUnits > 0 && standby == StandbyMode.COLD) {
                throw refused("standbyUnits for a cold standby", "leave them out: what is stopped takes no units.");
            }
            return new TwinJobs(this, rewrite);
        }

        private static Duration positive(String field, Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw refused(field + " " + time, "give a duration longer than zero.");
            }
            return time;
        }

        private static RecoveryException refused(String what, String next) {
            return new RecoveryException("TwinJobs has " + what + ".", next);
        }
    }
}
