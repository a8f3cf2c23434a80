package io.github.azuredr.benchmarks;

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
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.table.TableReplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** An analytics account with one table of many partitions, in memory; it counts what it is asked. */
final class CountingAccount implements CatalogPort, JobPort {
    private final String name;
    private final Map<UUID, JobRequest> submitted = new HashMap<>();
    private int[] rows;
    private int calls;
    private Optional<CountingAccount> copies = Optional.empty();

    CountingAccount(String name, int partitions) {
        this.name = name;
        this.rows = new int[partitions];
        java.util.Arrays.fill(rows, 1);
    }

    /** Every job here makes this account's rows those of another: what an import comes to. */
    CountingAccount copying(CountingAccount other) {
        copies = Optional.of(other);
        return this;
    }

    void insert(int partition) {
        rows[partition]++;
    }

    int calls() {
        return calls;
    }

    int jobs() {
        return submitted.size();
    }

    TableReplication.Account side() {
        return new TableReplication.Account(this, name, new JobRun(this, pause -> {}, Duration.ZERO, 1));
    }

    @Override
    public String account() {
        return name;
    }

    @Override
    public Optional<CatalogObject> table(ObjectName table) {
        calls++;
        Definition.Column id = new Definition.Column("id", "System.Int32");
        Definition.Column day = new Definition.Column("day", "System.Int32");
        return Optional.of(new CatalogObject(
                table,
                "1",
                new Definition.Table(
                        List.of(id, day), Optional.empty(), List.of("day"), Optional.empty(), Optional.empty())));
    }

    @Override
    public Iterable<Fragment> fragments(ObjectName table) {
        calls++;
        List<Fragment> all = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            all.add(new Fragment("p" + i, "f" + i + "." + rows[i], 1, rows[i], Instant.EPOCH));
        }
        return all;
    }

    @Override
    public Iterable<PartitionId> partitionIds(ObjectName table) {
        calls++;
        List<PartitionId> all = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            all.add(new PartitionId(
                    ObjectName.ofTable(ObjectKind.PARTITION, table, "" + i),
                    "p" + i,
                    new Definition.Partition(List.of("" + i))));
        }
        return all;
    }

    @Override
    public Job submit(JobRequest request) {
        calls++;
        submitted.put(request.id(), request);
        copies.ifPresent(other -> rows = other.rows.clone());
        return new Job(
                request.id(),
                request.name(),
                "Ended",
                "Succeeded",
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Override
    public Optional<Job> find(UUID id) {
        calls++;
        return Optional.empty();
    }

    @Override
    public Job build(String job, String script) {
        throw notAsked();
    }

    @Override
    public void cancel(UUID id) {
        throw notAsked();
    }

    @Override
    public Iterable<Job> ofRecurrence(UUID recurrenceId, Instant since) {
        throw notAsked();
    }

    @Override
    public Iterable<Job> ofPipeline(UUID pipelineId, Instant since) {
        throw notAsked();
    }

    @Override
    public Iterable<CatalogObject> databases() {
        throw notAsked();
    }

    @Override
    public Iterable<CatalogObject> list(ObjectKind kind, ObjectName within) {
        throw notAsked();
    }

    @Override
    public Iterable<CatalogObject> accountAccess() {
        throw notAsked();
    }

    @Override
    public void putCredential(ObjectName credential, Login login) {
        throw notAsked();
    }

    @Override
    public void removeCredential(ObjectName credential) {
        throw notAsked();
    }

    @Override
    public void grant(ObjectName access, Definition.Access rule) {
        throw notAsked();
    }

    @Override
    public void revoke(ObjectName access, Definition.Access rule) {
        throw notAsked();
    }

    private static AssertionError notAsked() {
        return new AssertionError("a pass over one table asks nothing else");
    }
}
