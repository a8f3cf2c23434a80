package io.github.azuredr.datalake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements for each kind of object, and what is refused instead of guessed. */
class DdlTest {
    private static final ObjectName ORDERS = ObjectName.table("sales", "dbo", "orders");
    static final Definition.Table TABLE =
            table(2, List.of("day"), column("id", "System.Int32"), column("day", "System.DateTime"));

    @Test
    void aTableHasItsIndexPartitionsAndDistribution() {
        assertThat(written(new CatalogObject(ORDERS, "v", TABLE))).isEqualTo("""
                CREATE TABLE IF NOT EXISTS [sales].[dbo].[orders]
                (
                    [id] int,
                    [day] DateTime,
                    INDEX [ix] CLUSTERED ([id] DESC)
                    PARTITIONED BY ([day])
                    DISTRIBUTED BY HASH ([id]) INTO 4
                );""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | HASH ([id]) INTO 4",
                "5 | RANGE ([id] DESC)",
                "6 | ROUND ROBIN INTO 4",
                "17 | DIRECT HASH ([id]) INTO 4"
            })
    void eachKnownDistributionIsWritten(int code, String words) {
        Definition.Table plain = table(code, List.of(), column("id", "System.Int32"));

        assertThat(written(new CatalogObject(ORDERS, "v", plain))).contains("DISTRIBUTED BY " + words);
    }

    @Test
    void namesCannotBeLeftByTheirContent() {
        ObjectName evil = ObjectName.table("a]b", "dbo", "x]; DROP TABLE [y");

        assertThat(written(new CatalogObject(evil, "v", table(6, List.of(), column("c]", "System.String")))))
                .startsWith("CREATE TABLE IF NOT EXISTS [a]]b].[dbo].[x]]; DROP TABLE [y]\n(\n    [c]]] string");
    }

    @Test
    void theOtherKindsAreWritten() {
        assertThat(written(object(ObjectName.database("d"), new Definition.Present())))
                .isEqualTo("CREATE DATABASE IF NOT EXISTS [d];");
        assertThat(written(object(ObjectName.schema("d", "s"), new Definition.Present())))
                .isEqualTo("CREATE SCHEMA IF NOT EXISTS [d].[s];");
        assertThat(written(object(
                        ObjectName.inSchema(ObjectKind.TABLE_TYPE, "d", "s", "t"),
                        new Definition.TableType(List.of(column("a", "System.Nullable<System.Int64>"))))))
                .isEqualTo("CREATE TYPE IF NOT EXISTS [d].[s].[t] AS TABLE\n(\n    [a] long?\n);");
        assertThat(written(object(
                        ObjectName.ofTable(ObjectKind.STATISTICS, ORDERS, "st"),
                        new Definition.Statistics(List.of("id", "day"), Optional.empty()))))
                .isEqualTo(
                        "CREATE STATISTICS IF NOT EXISTS [st] ON [sales].[dbo].[orders]([id], [day]) WITH FULLSCAN;");
        assertThat(written(object(
                        ObjectName.inDatabase(ObjectKind.ASSEMBLY, "d", "a b"),
                        new Definition.Assembly(
                                "clr",
                                List.of(
                                        new Definition.AssemblyFile("Assembly", "a.dll", "/x/1"),
                                        new Definition.AssemblyFile("Resource", "m.xml", "/x/2")),
                                List.of()))))
                .isEqualTo("""
                        DROP ASSEMBLY IF EXISTS [d].[a b];
                        CREATE ASSEMBLY [d].[a b] FROM "/dr/assemblies/d/a%20b/a.dll"
                        WITH ADDITIONAL_FILES =
                        (
                            "/dr/assemblies/d/a%20b/m.xml" AS "m.xml"
                        );""");
        assertThat(written(object(
                        ObjectName.inDatabase(ObjectKind.DATA_SOURCE, "d", "erp"),
                        new Definition.DataSource("AZURESQLDB", "Database=\"x\"", List.of("System.Int32", "string")))))
                .isEqualTo("""
                        CREATE DATA SOURCE IF NOT EXISTS [erp] FROM AZURESQLDB
                        WITH
                        (
                            PROVIDER_STRING = "Database=\\"x\\"",
                            CREDENTIAL = [d].[login],
                            REMOTABLE_TYPES = (int, string)
                        );""");
    }

    @Test
    void codeIsRunAsItIsOrWrapped() {
        assertThat(code(ObjectKind.VIEW, "// why\nCREATE VIEW dbo.v AS SELECT a FROM t;"))
                .isEqualTo("DROP VIEW IF EXISTS [d].[s].[o];\n// why\nCREATE VIEW dbo.v AS SELECT a FROM t;");
        assertThat(code(ObjectKind.VIEW, "SELECT a FROM t"))
                .isEqualTo("DROP VIEW IF EXISTS [d].[s].[o];\nCREATE VIEW [d].[s].[o] AS\nSELECT a FROM t\n;");
        assertThat(code(ObjectKind.FUNCTION, "(@a int) RETURNS @r AS BEGIN END"))
                .isEqualTo("DROP FUNCTION IF EXISTS [d].[s].[o];\n"
                        + "CREATE FUNCTION [d].[s].[o](@a int) RETURNS @r AS BEGIN END\n;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VIEW | hello",
                "VIEW | ''",
                "VIEW | CREATE TABLE t (a int)",
                "PROCEDURE | SELECT 1",
                "PACKAGE | // x"
            })
    void whatIsNeitherAStatementNorABodyIsRefused(ObjectKind kind, String text) {
        assertThat(code(kind, text)).startsWith("NOT_A_DEFINITION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "System.String | a\"b\\ | \"a\\\"b\\\\\"",
                "System.Int32 | -5 | -5",
                "System.Decimal | 1.50 | 1.50m",
                "System.Boolean | True | true",
                "System.Guid | 00000000-0000-0000-0000-0000000000AB | new Guid(\"00000000-0000-0000-0000-0000000000ab\")",
                "System.DateTime | 2020-02-29T01:02:03.0070005Z | new DateTime(2020, 2, 29, 1, 2, 3, 7, DateTimeKind.Utc).AddTicks(5)",
                "System.DateTime | 02/29/2020 01:02:03 | new DateTime(2020, 2, 29, 1, 2, 3, 0, DateTimeKind.Utc)"
            })
    void partitionValuesAreTypedLiterals(String type, String text, String literal) {
        Definition.Table parted = table(2, List.of("p"), column("id", "System.Int32"), column("p", type));

        assertThat(TableDdl.values(parted, List.of(text))).isEqualTo("(" + literal + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "System.Int32,abc",
        "System.Byte,256",
        "System.DateTime,yesterday",
        "System.Boolean,1",
        "System.Double,1"
    })
    void aPartitionValueThatIsNoneOfItsTypeIsRefused(String type, String text) {
        Definition.Table parted = table(2, List.of("p"), column("id", "System.Int32"), column("p", type));
        CatalogObject partition =
                object(ObjectName.ofTable(ObjectKind.PARTITION, ORDERS, text), new Definition.Partition(List.of(text)));

        DdlPlan plan = plan(name -> Optional.of(parted), new Change.Missing(partition));

        assertThat(plan.problems())
                .singleElement()
                .extracting(CatalogProblem::rule)
                .isEqualTo(CatalogProblem.Rule.LABEL_NOT_UNDERSTOOD);
    }

    @Test
    void unknownTypesAndCodesStopOneTableAndWhatNeedsItOnly() {
        CatalogObject odd = object(ObjectName.table("d", "s", "odd"), table(2, List.of(), column("id", "My.Type")));
        CatalogObject code =
                object(ObjectName.table("d", "s", "code"), table(9, List.of(), column("id", "System.Int32")));
        CatalogObject statistics = object(
                ObjectName.ofTable(ObjectKind.STATISTICS, odd.name(), "st"),
                new Definition.Statistics(List.of("id"), Optional.empty()));
        CatalogObject fine =
                object(ObjectName.table("d", "s", "fine"), table(6, List.of(), column("id", "System.Int32")));

        DdlPlan plan = plan(name -> Optional.empty(), missing(odd), missing(code), missing(statistics), missing(fine));

        assertThat(plan.statements()).extracting(Ddl::name).containsExactly(fine.name());
        assertThat(plan.problems())
                .extracting(each -> each.object().name() + " " + each.rule())
                .containsExactlyInAnyOrder("odd UNKNOWN_COLUMN_TYPE", "code UNKNOWN_DISTRIBUTION", "st NEEDS_ANOTHER");
    }

    @Test
    void codeComesAfterTheCodeItNames() {
        CatalogObject outer = view("a_outer", "SELECT * FROM [d].[s].[z_inner]");
        CatalogObject inner = view("z_inner", "SELECT 1 AS x FROM t // a_outer\n");

        DdlPlan plan = plan(name -> Optional.empty(), missing(outer), missing(inner));

        assertThat(plan.statements()).extracting(each -> each.name().name()).containsExactly("z_inner", "a_outer");
    }

    @Test
    void aCircleIsNamed() {
        DdlPlan plan = plan(
                name -> Optional.empty(),
                missing(view("a", "SELECT * FROM b")),
                missing(view("b", "SELECT * FROM a")),
                missing(view("c", "SELECT 1 AS x FROM t")));

        assertThat(plan.statements()).extracting(each -> each.name().name()).containsExactly("c");
        assertThat(plan.problems()).hasSize(2).allMatch(each -> each.rule() == CatalogProblem.Rule.GOES_IN_A_CIRCLE);
    }

    @Test
    void addedColumnsAreAddedAndEverythingElseNeedsAnApproval() {
        Definition.Table more = table(
                2,
                List.of("day"),
                column("id", "System.Int32"),
                column("day", "System.DateTime"),
                column("n", "System.String"));
        Definition.Table other =
                table(6, List.of("day"), column("id", "System.Int32"), column("day", "System.DateTime"));
        CatalogObject target = object(ORDERS, TABLE);

        DdlPlan added = plan(name -> Optional.empty(), new Change.Different(object(ORDERS, more), target));
        DdlPlan changed = plan(name -> Optional.empty(), new Change.Different(object(ORDERS, other), target));
        DdlPlan approved = DdlPlan.of(
                List.of(new Change.Different(object(ORDERS, other), target)),
                DdlSettings.ofDefaults(),
                name -> Optional.empty(),
                ORDERS::equals,
                name -> false);

        assertThat(added.statements())
                .extracting(Ddl::text)
                .containsExactly("ALTER TABLE [sales].[dbo].[orders] ADD COLUMN [n] string;");
        assertThat(changed.problems())
                .singleElement()
                .extracting(CatalogProblem::rule)
                .isEqualTo(CatalogProblem.Rule.NEEDS_APPROVAL);
        assertThat(approved.statements().get(0).text()).startsWith("DROP TABLE IF EXISTS [sales].[dbo].[orders];");
    }

    @Test
    void deletionsWaitForSeveralObservationsAndForTheGuard() {
        DeletionWatch watch = new DeletionWatch(Map.of(), 3, 0.1);
        for (int look = 0; look < 3; look++) {
            assertThat(watch.due(100)).isEmpty();
            watch = watch.seen(List.of(ORDERS));
        }

        assertThat(watch.due(100)).containsExactly(ORDERS);
        assertThat(watch.due(9)).as("one of nine is more than a tenth").isEmpty();
        assertThat(watch.seen(List.of()).seen(List.of(ORDERS)).due(100))
                .as("it was seen again meanwhile")
                .isEmpty();
        DdlPlan held = plan(name -> Optional.empty(), new Change.Surplus(object(ORDERS, TABLE)));
        assertThat(held.problems())
                .singleElement()
                .extracting(CatalogProblem::rule)
                .isEqualTo(CatalogProblem.Rule.DELETION_HELD_BACK);
    }

    static Definition.Column column(String name, String type) {
        return new Definition.Column(name, type);
    }

    static Definition.Table table(int code, List<String> partitionKeys, Definition.Column... columns) {
        return new Definition.Table(
                List.of(columns),
                Optional.of(new Definition.Index("ix", List.of(new Definition.KeyColumn("id", true)), false)),
                partitionKeys,
                Optional.of(new Definition.Distribution(code, List.of(new Definition.KeyColumn("id", true)), 4)),
                Optional.empty());
    }

    static CatalogObject object(ObjectName name, Definition definition) {
        return new CatalogObject(name, "v1", definition);
    }

    private static CatalogObject view(String name, String text) {
        return object(ObjectName.inSchema(ObjectKind.VIEW, "d", "s", name), new Definition.Code(text));
    }

    private static Change missing(CatalogObject object) {
        return new Change.Missing(object);
    }

    private static String code(ObjectKind kind, String text) {
        return written(object(ObjectName.inSchema(kind, "d", "s", "o"), new Definition.Code(text)));
    }

    private static String written(CatalogObject object) {
        DdlPlan plan = plan(name -> Optional.empty(), missing(object));
        return plan.statements().isEmpty()
                ? plan.problems().get(0).rule() + " " + plan.problems().get(0).reason()
                : plan.statements().get(0).text();
    }

    private static DdlPlan plan(
            java.util.function.Function<ObjectName, Optional<Definition.Table>> table, Change... changes) {
        return DdlPlan.of(
                Arrays.asList(changes),
                new DdlSettings("/dr/assemblies", Map.of("d.erp", "login"), Map.of()),
                table,
                name -> false,
                name -> false);
    }
}
