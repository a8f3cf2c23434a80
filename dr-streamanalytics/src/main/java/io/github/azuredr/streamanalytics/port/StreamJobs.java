package io.github.azuredr.streamanalytics.port;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.streamanalytics.control.StartRequest;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.JobId;
import io.github.azuredr.streamanalytics.twin.Part;
import io.github.azuredr.streamanalytics.twin.SecretSlot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The jobs of one side. Calls throw {@link ArmException} when they are refused or get no answer. Start, stop and scale are
 * accepted here and go on afterwards: what became of them is read from the job's state.
 */
public interface StreamJobs {
    /** Where the job of this name is. */
    JobId id(String job);

    /** The job with its parts; empty when there is none. */
    Optional<SeenJob> job(String job);

    /** The region of the job's resource group; empty when there is none. */
    Optional<String> groupRegion(String job);

    /** How far the subscription's registration of the service is, such as {@code Registered}. */
    String registration(String job);

    /** Asks for the registration. */
    void register(String job);

    /** Those of the secrets that the secret source does not have. */
    List<SecretSlot> missingSecrets(List<SecretSlot> secrets);

    /** Creates the job, only if there is none of its name; secrets are read where they are sent. */
    void create(String job, JobDefinition definition);

    /** Replaces the whole job, only if it still has this ETag; secrets are read where they are sent. */
    void replace(String job, JobDefinition definition, String etag);

    /** Asks the job to start. */
    void start(String job, StartRequest how);

    /** Asks the job to stop. */
    void stop(String job);

    /** Asks the running job to work with so many streaming units. */
    void scale(String job, int streamingUnits);

    /** Whether the job can reach what a part names; waits for the service's answer through the pause. */
    ConnectionTest test(String job, Part.Kind kind, String part, Consumer<Duration> pause);

    /** How many streaming units the subscription has in the job's region. */
    UnitQuota units(String job, String region);

    /** The newest watermark delay of the job's output, the largest over its partitions; empty without a sample. */
    Optional<Duration> watermarkDelay(String job);

    /** Whether the job's identity holds a role at a scope. */
    boolean holds(RoleGrant grant, String principalId);

    /** Gives the job's identity a role; one that is there already is fine. */
    void grant(RoleGrant grant, String principalId);
}
