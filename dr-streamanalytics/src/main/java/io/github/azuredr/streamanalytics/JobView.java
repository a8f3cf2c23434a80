package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.port.JobState;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One job as a look found it; it is kept, so that a forced failover needs nothing from the lost region.
 *
 * @param state its state; {@code Absent} when there is none
 * @param text its definition as JSON; empty when it is absent or cannot be a twin
 * @param unreadable why it cannot be a twin
 * @param lastOutput how far its output is
 * @param delaySeconds how far that is behind; empty when it does not run or has no sample
 * @param diagnostics what its inputs and outputs complain about
 * @param groupRegion the region of its resource group
 * @param unitsFree how many streaming units are free in its region; empty when the service did not say
 * @param registered whether the subscription knows the service
 */
record JobView(
        String state,
        Optional<String> text,
        Optional<String> unreadable,
        Optional<Instant> lastOutput,
        Optional<Long> delaySeconds,
        List<String> diagnostics,
        Optional<String> groupRegion,
        Optional<Integer> unitsFree,
        boolean registered) {
    static final String ABSENT = "Absent";

    JobView {
        diagnostics = List.copyOf(diagnostics);
    }

    static JobView look(StreamJobs port, String job, String region) {
        Optional<SeenJob> seen = port.job(job);
        boolean registered = seen.isPresent() || port.registration(job).equals("Registered");
        Optional<JobDefinition> definition = Optional.empty();
        Optional<String> unreadable = Optional.empty();
        try {
            definition = seen.map(SeenJob::definition);
        } catch (RecoveryException refused) {
            unreadable = Optional.of(String.valueOf(refused.getMessage()));
        }
        boolean atWork = seen.filter(one -> one.state().isAtWork()).isPresent();
        return new JobView(
                seen.map(one -> one.state().name()).orElse(ABSENT),
                definition.map(one -> one.content().json()),
                unreadable,
                seen.flatMap(SeenJob::lastOutput),
                atWork ? delay(port, job) : Optional.empty(),
                seen.map(SeenJob::diagnostics).orElse(List.of()),
                port.groupRegion(job),
                units(port, job, region),
                registered);
    }

    /** Metrics are a help, never a condition: a job is looked at also when Azure Monitor does not answer. */
    private static Optional<Long> delay(StreamJobs port, String job) {
        try {
            return port.watermarkDelay(job).map(Duration::toSeconds);
        } catch (ArmException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> units(StreamJobs port, String job, String region) {
        try {
            return Optional.of(port.units(job, region).free());
        } catch (RecoveryException unknown) {
            return Optional.empty();
        }
    }

    Optional<JobDefinition> definition() {
        return text.map(JsonTree::parse).map(JobDefinition::kept);
    }

    JobState jobState() {
        return JobState.of(state);
    }

    boolean isAbsent() {
        return state.equals(ABSENT);
    }
}
