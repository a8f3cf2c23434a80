package io.github.azuredr.datalake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.datalake.analytics.AnalyticsException;
import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.script.ScriptRewriter;
import io.github.azuredr.testkit.azure.SimCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole catalog read from one simulated account, written into another, and compared again. */
class CatalogStoryTest {
    private static final DdlSettings SETTINGS =
            new DdlSettings("/dr/assemblies", Map.of("sales.erp", "remote"), Map.of());
    private static final String PRINCIPAL = "aaaaaaaa-0000-0000-0000-000000000001";

    private final TwoAccounts lake = new TwoAccounts();
    private final Map<ObjectName, String> replicated = new TreeMap<>();
    private final List<CatalogProblem> problems = new ArrayList<>();
    private Logins logins = new Logins(
            Map.of("sales.remote", new Logins.Entry("erp.contoso.com:1433", "reader", "erp-password")),
            SecretSource.of(Map.of("erp-password", "correct horse")));
    private int passes;

    @TempDir
    Path folder;

    @BeforeEach
    void aPrimaryWithEveryKindOfObject() {
        lake.eastFiles().write("/lib/udf.dll", new byte[] {1, 2, 3});
        lake.inEast("CREATE DATABASE IF NOT EXISTS [sales];");
        lake.east.putCredential(
                ObjectName.inDatabase(ObjectKind.CREDENTIAL, "sales", "remote"),
                new Login("erp:1", "reader", io.github.azuredr.azure.Secret.of("x")));
        lake.inEast("""
                USE DATABASE [sales];
                CREATE SCHEMA IF NOT EXISTS [sales].[raw data];
                CREATE DATA SOURCE [erp] FROM AZURESQLDB WITH
                (PROVIDER_STRING = "Database=erp", CREDENTIAL = [sales].[remote], REMOTABLE_TYPES = (int, string));
                CREATE ASSEMBLY [sales].[udf] FROM "/lib/udf.dll";
                CREATE TYPE [sales].[raw data].[pair] AS TABLE ([a] int, [b] string);
                CREATE TABLE [sales].[raw data].[od]]d] ([id] int, [text] string, [when] DateTime,
                    INDEX [i] CLUSTERED ([id] DESC) PARTITIONED BY ([when]) DISTRIBUTED BY HASH ([id]) INTO 3);
                ALTER TABLE [sales].[raw data].[od]]d] ADD PARTITION (new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
                CREATE EXTERNAL TABLE [sales].[raw data].[outside] ([a] int) FROM [erp] LOCATION "dbo.t";
                CREATE STATISTICS [st] ON [sales].[raw data].[od]]d] ([text], [id]) WITH FULLSCAN;
                CREATE VIEW [sales].[dbo].[b] AS SELECT [id] FROM [sales].[raw data].[od]]d];
                CREATE VIEW [sales].[dbo].[a] AS SELECT [id] FROM [sales].[dbo].[b];
                CREATE FUNCTION [sales].[dbo].[f] () RETURNS @r AS
                BEGIN @r = EXTRACT [a] int FROM "adl://storeeast.azuredatalakestore.net/in" USING Extractors.Csv(); END;
                CREATE PROCEDURE [sales].[dbo].[p] () AS BEGIN @x = SELECT * FROM [dbo].[a]; END;
                CREATE PACKAGE [sales].[dbo].[k] () AS BEGIN EXPORT @a = 1; END;
                """);
        lake.east.grant(
                new ObjectName(ObjectKind.ACCESS, "sales", "", "", "User " + PRINCIPAL),
                new Definition.Access("User", PRINCIPAL, "Use"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSecondaryHoldsTheSameAfterOnePassAndNothingIsDoneByTheNext(boolean wholeStatements) {
        if (!wholeStatements) {
            recreateWithBodies();
        }
        lake.analytics.pagesOf(2);

        // when
        CatalogApply.Applied applied = pass();

        // then
        assertThat(applied.problems()).isEmpty();
        assertThat(changes()).isEmpty();
        assertThat(lake.centralFiles().read("/dr/assemblies/sales/udf/udf.dll")).isPresent();
        long before = lake.azure.calls().count();
        assertThat(pass().done()).isEmpty();
        assertThat(lake.azure.calls().since(before).effects().list()).isEmpty();
    }

    @Test
    void addressesInCodeNameTheSecondarysStore() {
        pass();

        String function = text(ObjectName.inSchema(ObjectKind.FUNCTION, "sales", "dbo", "f"));
        assertThat(function)
                .contains("adl://storecentral.azuredatalakestore.net/in")
                .doesNotContain("storeeast");
    }

    @Test
    void aPassThatIsRepeatedWithItsGenerationSubmitsNoJobTwice() {
        List<Change> changes = changes();
        DdlPlan plan = plan(changes);
        CatalogApply apply = apply();
        apply.run(plan, changes, "pass 1");
        long before = lake.azure.calls().count();

        apply.run(plan, changes, "pass 1");

        assertThat(lake.azure.calls().since(before).effects().list())
                .as("credentials and access rules are stated again, jobs are not")
                .allMatch(call -> !call.url().getPath().startsWith("/Jobs"));
    }

    @Test
    void aMissingSecretIsNamedAndOnlyWhatNeedsItWaits() {
        logins = new Logins(logins.entries(), SecretSource.of(Map.of()));

        CatalogApply.Applied applied = pass();

        assertThat(applied.problems())
                .extracting(each -> each.object().name() + " " + each.rule())
                .containsExactlyInAnyOrder("remote MISSING_SECRET", "erp JOB_FAILED", "outside NEEDS_ANOTHER");
        assertThat(applied.done()).extracting(ObjectName::name).contains("a", "b", "f", "udf", "od]d");
        assertThat(applied.problems().toString()).contains("'erp-password'").doesNotContain("correct horse");
    }

    @Test
    void aJobThatFailsInTheSecondaryIsNamedAndTheRestGoesOn() {
        lake.inEast("CREATE VIEW [sales].[dbo].[late] AS SELECT [id] FROM [sales].[dbo].[b];"
                + "CREATE TABLE [sales].[dbo].[more] ([id] int);");
        List<Change> changes = changes();
        DdlPlan plan = plan(
                changes.stream().filter(each -> !each.name().name().equals("b")).toList());

        CatalogApply.Applied applied = apply().run(plan, changes, "once");

        assertThat(applied.problems())
                .extracting(each -> each.object().name() + " " + each.rule())
                .contains("late JOB_FAILED");
        assertThat(applied.problems().toString()).contains("OBJECTNOTFOUND");
        assertThat(applied.done()).extracting(ObjectName::name).contains("more", "f");
    }

    @Test
    void aChangedColumnOfThePrimaryReachesTheSecondary() {
        pass();
        lake.inEast("ALTER TABLE [sales].[raw data].[od]]d] ADD COLUMN [n] long?;");

        List<Change> changes = changes();
        assertThat(plan(changes).statements())
                .singleElement()
                .extracting(Ddl::text)
                .asString()
                .contains("ADD COLUMN");
        pass();

        assertThat(changes()).isEmpty();
    }

    @Test
    void aListThatGoesOnAtAnotherHostIsRefusedAndTheTokenStaysHere() {
        lake.analytics.pagesOf(1).linksPointTo("evil.example.com");

        assertThatThrownBy(() -> CatalogSnapshot.take(lake.east, lake.clock.now(), folder))
                .isInstanceOf(AnalyticsException.class)
                .hasMessageContaining("another host, evil.example.com");
        assertThat(lake.azure.calls().list()).extracting(SimCall::url).noneMatch(url -> url.getHost()
                .contains("evil"));
    }

    private void recreateWithBodies() {
        lake.analytics.definitionsAreBodies();
        lake.inEast("""
                USE DATABASE [sales];
                DROP VIEW [sales].[dbo].[a]; DROP VIEW [sales].[dbo].[b]; DROP FUNCTION [sales].[dbo].[f];
                DROP PROCEDURE [sales].[dbo].[p]; DROP PACKAGE [sales].[dbo].[k];
                CREATE VIEW [sales].[dbo].[b] AS SELECT [id] FROM [sales].[raw data].[od]]d];
                CREATE VIEW [sales].[dbo].[a] AS SELECT [id] FROM [sales].[dbo].[b];
                CREATE FUNCTION [sales].[dbo].[f] () RETURNS @r AS BEGIN @r = SELECT * FROM [dbo].[a]; END;
                CREATE PROCEDURE [sales].[dbo].[p] () AS BEGIN @x = SELECT * FROM [dbo].[a]; END;
                CREATE PACKAGE [sales].[dbo].[k] () AS BEGIN EXPORT @a = 1; END;
                """);
    }

    private CatalogApply.Applied pass() {
        List<Change> changes = changes();
        CatalogApply.Applied applied = apply().run(plan(changes), changes, "pass " + ++passes);
        changes.forEach(change -> {
            if (change instanceof Change.Missing missing && applied.done().contains(change.name())) {
                replicated.put(missing.name(), missing.source().version());
            }
        });
        return applied;
    }

    private CatalogApply apply() {
        return new CatalogApply(
                lake.central,
                lake.centralRun(),
                (from, to) -> lake.centralFiles()
                        .write(to, lake.eastFiles().read(from).orElseThrow()),
                SETTINGS,
                logins);
    }

    private DdlPlan plan(List<Change> changes) {
        return DdlPlan.of(
                changes,
                SETTINGS,
                name -> lake.east.table(name).map(each -> (Definition.Table) each.definition()),
                name -> false,
                name -> false);
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        Translation translation = new Translation(ScriptRewriter.of(PathMapping.builder()
                .map(AccountKind.ADLS_GEN1, "storeeast", "storecentral")
                .build()));
        try (CatalogSnapshot source = CatalogSnapshot.take(lake.east, lake.clock.now(), folder);
                CatalogSnapshot target = CatalogSnapshot.take(lake.central, lake.clock.now(), folder)) {
            new CatalogDiff(changes::add, problems::add, name -> Optional.ofNullable(replicated.get(name)))
                    .compare(translation.of(source.objects(), problems::add), target.objects());
        }
        return changes;
    }

    private String text(ObjectName name) {
        ObjectName schema = ObjectName.schema(name.database(), name.schema());
        for (CatalogObject object : lake.central.list(name.kind(), schema)) {
            if (object.name().equals(name) && object.definition() instanceof Definition.Code code) {
                return code.text();
            }
        }
        return "";
    }
}
