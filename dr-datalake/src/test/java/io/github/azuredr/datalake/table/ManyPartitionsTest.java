package io.github.azuredr.datalake.table;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.github.azuredr.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of ten thousand partitions only those that changed cost anything. */
class ManyPartitionsTest {
    private static final ObjectName TABLE = ObjectName.table("d", "dbo", "t");
    private static final int PARTITIONS = 10_000;

    private final Account source = new Account();
    private final Account target = new Account();
    private final List<String> copies = new ArrayList<>();
    private final Checkpoints checkpoints = Checkpoints.inMemory();
    private final TableReplication replication = new TableReplication(
            source.side("east"),
            target.side("central"),
            copies::add,
            checkpoints,
            ManualClock.at("2026-11-20T10:00:00Z"),
            "/dr/tables");

    @Test
    void tenChangedOfTenThousandTouchOnlyTheTen() {
        // given: a copy that is complete, as a first pass would have left it
        IntStream.range(0, PARTITIONS).forEach(i -> source.rows.put(i, 1));
        target.rows.putAll(source.rows);
        target.follows = source;
        TableState complete = TableState.read(source, TABLE).orElseThrow();
        complete.units()
                .forEach((label, state) -> checkpoints.put(
                        new Checkpoint(new Unit(TABLE, label), state, state, 1, true, new UUID(0, 0), Instant.EPOCH)));
        assertThat(replication.pass(TABLE)).isEmpty();
        source.lists = 0;

        // when
        IntStream.range(0, 10).forEach(i -> source.rows.put(i * 997, 2));
        List<UnitResult> results = replication.pass(TABLE);

        // then
        assertThat(results).hasSize(10).allMatch(each -> each.outcome() == UnitResult.Outcome.COPIED);
        assertThat(results)
                .extracting(each -> each.unit().label().get(0))
                .contains("997", "8973")
                .doesNotContain("1");
        assertThat(copies).hasSize(10);
        assertThat(source.submitted).hasSize(10);
        assertThat(target.submitted).hasSize(10);
        assertThat(source.lists)
                .as("the table's two lists, before and after the exports")
                .isEqualTo(4);
    }

    /** An account that answers from memory; one row more than before is one more stored piece. */
    private static final class Account implements CatalogPort, JobPort {
        private final Map<Integer, Integer> rows = new TreeMap<>();
        private final List<JobRequest> submitted = new ArrayList<>();
        private Account follows = this;
        private int lists;

        TableReplication.Account side(String name) {
            return new TableReplication.Account(this, name, new JobRun(this, pause -> {}, Duration.ZERO, 1));
        }

        @Override
        public Job submit(JobRequest request) {
            submitted.add(request);
            if (follows != this) {
                rows.putAll(follows.rows);
            }
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
            return Optional.empty();
        }

        @Override
        public Optional<CatalogObject> table(ObjectName table) {
            return Optional.of(new CatalogObject(
                    table,
                    "v",
                    new Definition.Table(
                            List.of(
                                    new Definition.Column("a", "System.Int32"),
                                    new Definition.Column("p", "System.Int32")),
                            Optional.empty(),
                            List.of("p"),
                            Optional.empty(),
                            Optional.empty())));
        }

        @Override
        public Iterable<Fragment> fragments(ObjectName table) {
            lists++;
            List<Fragment> fragments = new ArrayList<>();
            rows.forEach((partition, count) -> fragments.add(
                    new Fragment("p" + partition, "f" + partition + "." + count, 1, count, Instant.EPOCH)));
            return fragments;
        }

        @Override
        public Iterable<PartitionId> partitionIds(ObjectName table) {
            lists++;
            return rows.keySet().stream()
                    .map(partition -> new PartitionId(
                            ObjectName.ofTable(ObjectKind.PARTITION, table, "" + partition),
                            "p" + partition,
                            new Definition.Partition(List.of("" + partition))))
                    .toList();
        }

        @Override
        public String account() {
            return "memory";
        }

        @Override
        public Job build(String name, String script) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void cancel(UUID id) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Iterable<Job> ofRecurrence(UUID recurrenceId, Instant since) {
            return List.of();
        }

        @Override
        public Iterable<Job> ofPipeline(UUID pipelineId, Instant since) {
            return List.of();
        }

        @Override
        public Iterable<CatalogObject> databases() {
            return List.of();
        }

        @Override
        public Iterable<CatalogObject> list(ObjectKind kind, ObjectName within) {
            return List.of();
        }

        @Override
        public Iterable<CatalogObject> accountAccess() {
            return List.of();
        }

        @Override
        public void putCredential(ObjectName credential, Login login) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void removeCredential(ObjectName credential) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void grant(ObjectName access, Definition.Access rule) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void revoke(ObjectName access, Definition.Access rule) {
            throw new AssertionError("not asked for");
        }
    }
}
