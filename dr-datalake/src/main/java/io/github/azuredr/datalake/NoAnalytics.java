package io.github.azuredr.datalake;

import io.github.azuredr.datalake.analytics.AnalyticsException;
import io.github.azuredr.datalake.analytics.AnalyticsFailure;
import io.github.azuredr.datalake.catalog.CatalogObject;
import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.Fragment;
import io.github.azuredr.datalake.catalog.Login;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobPort;
import io.github.azuredr.datalake.job.JobRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A tree that no analytics account was named for: steps of a plan made when there was one are refused. */
record NoAnalytics(String tree) implements CatalogPort, JobPort {
    @Override
    public String account() {
        return "";
    }

    @Override
    public Iterable<CatalogObject> databases() {
        throw none();
    }

    @Override
    public Iterable<CatalogObject> list(ObjectKind kind, ObjectName within) {
        throw none();
    }

    @Override
    public Iterable<CatalogObject> accountAccess() {
        throw none();
    }

    @Override
    public Optional<CatalogObject> table(ObjectName table) {
        throw none();
    }

    @Override
    public Iterable<Fragment> fragments(ObjectName table) {
        throw none();
    }

    @Override
    public Iterable<PartitionId> partitionIds(ObjectName table) {
        throw none();
    }

    @Override
    public void putCredential(ObjectName credential, Login login) {
        throw none();
    }

    @Override
    public void removeCredential(ObjectName credential) {
        throw none();
    }

    @Override
    public void grant(ObjectName access, Definition.Access rule) {
        throw none();
    }

    @Override
    public void revoke(ObjectName access, Definition.Access rule) {
        throw none();
    }

    @Override
    public Job submit(JobRequest request) {
        throw none();
    }

    @Override
    public Optional<Job> find(UUID id) {
        throw none();
    }

    @Override
    public Job build(String name, String script) {
        throw none();
    }

    @Override
    public void cancel(UUID id) {
        throw none();
    }

    @Override
    public Iterable<Job> ofRecurrence(UUID recurrenceId, Instant since) {
        throw none();
    }

    @Override
    public Iterable<Job> ofPipeline(UUID pipelineId, Instant since) {
        throw none();
    }

    private AnalyticsException none() {
        return new AnalyticsException(
                AnalyticsFailure.NOT_FOUND,
                "No analytics account was named for " + tree + "; name it with DataLakeRecovery.withAnalytics.",
                null);
    }
}
