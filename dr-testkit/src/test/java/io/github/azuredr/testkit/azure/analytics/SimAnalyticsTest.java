package io.github.azuredr.testkit.azure.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated accounts behave and speak as the published descriptions say. */
class SimAnalyticsTest {
    private static final String VALIDATOR = "shared/tools/validate-exchanges.mjs";
    private static final String JOB = "/Jobs/00000000-0000-0000-0000-0000000000aa";

    private final AnalyticsRig rig = new AnalyticsRig();

    @Test
    void aJobIdIsTakenOnce() {
        assertThat(submit(JOB, "CREATE DATABASE [a];").status()).isEqualTo(200);

        SimResponse again = submit(JOB, "CREATE DATABASE [b];");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("JobAlreadyExists");
    }

    @Test
    void aJobUnderWayCanBeCancelledAndThenHasNoEffect() {
        submit(JOB, "CREATE DATABASE [a];");

        SimResponse cancelled = rig.call("POST", url(JOB + "/CancelJob"), "");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(rig.json("lakeeast", JOB).text("result")).contains("Cancelled");
        assertThat(rig.get("lakeeast", "/catalog/usql/databases/a").status()).isEqualTo(404);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() throws IOException {
        String token = rig.azure.tokens().issue("home", "someone", "https://management.azure.com");

        SimResponse answer = rig.azure.exchange(new io.github.azuredr.testkit.azure.SimRequest(
                "GET",
                java.net.URI.create(url("/catalog/usql/databases")),
                java.util.Map.of("Authorization", "Bearer " + token),
                new byte[0]));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void aDarkRegionTakesItsAccountAndItsJobsWithIt() {
        submit(JOB, "CREATE DATABASE [a];");
        rig.azure.region("eastus2").goDark();

        assertThatThrownBy(() -> rig.get("lakeeast", JOB)).isInstanceOf(UncheckedIOException.class);

        rig.azure.region("eastus2").comeBack();
        rig.clock.advance(java.time.Duration.ofMinutes(3));
        assertThat(rig.json("lakeeast", JOB).text("result")).contains("Succeeded");
    }

    @Test
    void theCatalogIsNotWrittenByRest() {
        rig.azure.deliberately("the catalog has no such operation", () -> {
            SimResponse answer = rig.call("PUT", url("/catalog/usql/databases/a"), "{}");

            assertThat(answer.status()).isEqualTo(405);
        });
    }

    @Test
    void anAccountOfSomebodyElseIsNotAvailable() {
        rig.azure.service(ResourceManager.class).register(AnalyticsProvider.NAMESPACE);

        Json answer = Json.parse(rig.call(
                                "POST",
                                arm("/providers/Microsoft.DataLakeAnalytics/locations/eastus2/checkNameAvailability"),
                                "{\"name\":\"lakeeast\",\"type\":\"Microsoft.DataLakeAnalytics/accounts\"}")
                        .text())
                .orElseThrow();

        assertThat(answer.flag("nameAvailable")).contains(false);
        assertThat(answer.text("reason")).contains("AlreadyExists");
    }

    @Test
    void everythingServedValidatesAgainstThePublishedDescriptions(@TempDir Path folder) throws Exception {
        Optional<Path> validator = validator();
        if (validator.isEmpty() || !nodeRuns()) {
            assertThat(System.getenv("CI"))
                    .as("CI must have node and the validator")
                    .isNotEqualTo("true");
            Assumptions.abort("node or " + VALIDATOR + " is not here");
        }
        rig.azure.recordTo(folder);

        exerciseManagement();
        exerciseCatalog();
        exerciseJobs();

        Process process = new ProcessBuilder("node", validator.orElseThrow().toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("0 failing");
    }

    private void exerciseManagement() {
        ResourceManager resources = rig.azure.service(ResourceManager.class).register(AnalyticsProvider.NAMESPACE);
        resources.createGroup("dr", "centralus");
        rig.analytics.createStore("storenew", "centralus");
        String accounts = "/resourceGroups/dr/providers/Microsoft.DataLakeAnalytics/accounts";
        String one = accounts + "/lakenew";
        String body = "{\"location\":\"centralus\",\"properties\":{\"defaultDataLakeStoreAccount\":\"storenew\","
                + "\"dataLakeStoreAccounts\":[{\"name\":\"storenew\"}]}}";
        rig.call(
                "POST",
                arm("/providers/Microsoft.DataLakeAnalytics/locations/centralus/checkNameAvailability"),
                "{\"name\":\"lakenew\",\"type\":\"Microsoft.DataLakeAnalytics/accounts\"}");
        SimResponse created = rig.call("PUT", arm(one), body);
        assertThat(created.status()).isEqualTo(201);
        for (int poll = 0; poll < 6; poll++) {
            rig.call("GET", created.header("Azure-AsyncOperation").orElseThrow(), "");
        }
        assertThat(rig.call("GET", arm(one), "").text()).contains("Succeeded");
        assertThat(rig.get("lakenew", "/catalog/usql/databases").status()).isEqualTo(200);
        rig.call("PUT", arm(one), body);
        rig.clock.advance(java.time.Duration.ofMinutes(1));
        rig.call("PATCH", arm(one), "{\"tags\":{\"dr\":\"standby\"}}");
        rig.clock.advance(java.time.Duration.ofMinutes(1));
        rig.call("GET", arm(accounts), "");
        rig.call("GET", arm("/providers/Microsoft.DataLakeAnalytics/accounts"), "");
        rig.call("GET", arm(one + "/dataLakeStoreAccounts"), "");
        rig.analytics.createStore("storemore", "centralus");
        rig.call("PUT", arm(one + "/dataLakeStoreAccounts/storemore"), "{}");
        rig.call("GET", arm(one + "/dataLakeStoreAccounts/storemore"), "");
        rig.call("DELETE", arm(one + "/dataLakeStoreAccounts/storemore"), "");
        String rule = "{\"properties\":{\"startIpAddress\":\"10.0.0.1\",\"endIpAddress\":\"10.0.0.9\"}}";
        rig.call("PUT", arm(one + "/firewallRules/office"), rule);
        rig.call("GET", arm(one + "/firewallRules/office"), "");
        rig.call("GET", arm(one + "/firewallRules"), "");
        rig.call("PATCH", arm(one + "/firewallRules/office"), "{\"properties\":{\"endIpAddress\":\"10.0.0.8\"}}");
        rig.call("DELETE", arm(one + "/firewallRules/office"), "");
        rig.call("GET", arm("/providers/Microsoft.DataLakeAnalytics/locations/centralus/capability"), "");
        String policy = "{\"properties\":{\"objectId\":\"aaaaaaaa-0000-0000-0000-000000000001\","
                + "\"objectType\":\"User\",\"maxDegreeOfParallelismPerJob\":4}}";
        rig.call("PUT", arm(one + "/computePolicies/nightly"), policy);
        rig.call("PATCH", arm(one + "/computePolicies/nightly"), "{\"properties\":{\"minPriorityPerJob\":9}}");
        rig.call("GET", arm(one + "/computePolicies/nightly"), "");
        rig.call("GET", arm(one + "/computePolicies"), "");
        rig.call("DELETE", arm(one + "/computePolicies/nightly"), "");
        exerciseStorage(one + "/storageAccounts");
        SimResponse deletion = rig.call("DELETE", arm(one), "");
        for (int poll = 0; poll < 6; poll++) {
            rig.call("GET", deletion.header("Location").orElseThrow(), "");
        }
        assertThat(rig.call("GET", arm(one), "").status()).isEqualTo(404);
    }

    private void exerciseStorage(String all) {
        String key =
                rig.azure.storageAccounts().create("blobs", "centralus", false).key1Base64();
        String body = "{\"properties\":{\"accessKey\":\"" + key + "\"}}";
        assertThat(rig.call("PUT", arm(all + "/blobs"), body).status()).isEqualTo(200);
        rig.call("PATCH", arm(all + "/blobs"), body);
        rig.call("GET", arm(all), "");
        rig.call("GET", arm(all + "/blobs"), "");
        rig.container("blobs", "inbox");
        rig.call("GET", arm(all + "/blobs/containers"), "");
        rig.call("GET", arm(all + "/blobs/containers/inbox"), "");
        assertThat(rig.call("POST", arm(all + "/blobs/containers/inbox/listSasTokens"), "")
                        .status())
                .isEqualTo(200);
        rig.call("DELETE", arm(all + "/blobs"), "");
    }

    private void exerciseCatalog() {
        rig.analytics.files("storeeast").write("/lib/a.dll", new byte[] {1, 2});
        String database = "/catalog/usql/databases/sales";
        rig.succeed("lakeeast", "CREATE DATABASE IF NOT EXISTS [sales];");
        String credential = url(database + "/credentials/remote");
        assertThat(rig.call("PUT", credential, "{\"password\":\"p\",\"uri\":\"h:1\",\"userId\":\"u\"}")
                        .status())
                .isEqualTo(200);
        rig.call("PATCH", credential, "{\"password\":\"p\",\"newPassword\":\"q\"}");
        String ace = "\"aceType\":\"User\",\"principalId\":\"aaaaaaaa-0000-0000-0000-000000000001\"";
        for (String scope : new String[] {"/catalog/usql", database}) {
            rig.call("POST", url(scope + "/acl?op=GRANTACE"), "{" + ace + ",\"permission\":\"Use\"}");
            rig.get("lakeeast", scope + "/acl");
            rig.call("POST", url(scope + "/acl?op=REVOKEACE"), "{" + ace + "}");
        }
        rig.succeed("lakeeast", """
                USE DATABASE [sales];
                CREATE SCHEMA IF NOT EXISTS [sales].[raw];
                CREATE DATA SOURCE IF NOT EXISTS [erp] FROM AZURESQLDB WITH
                (PROVIDER_STRING = "Database=erp", CREDENTIAL = [sales].[remote], REMOTABLE_TYPES = (int, string));
                CREATE ASSEMBLY [sales].[udf] FROM "/lib/a.dll";
                CREATE TYPE IF NOT EXISTS [sales].[raw].[pair] AS TABLE ([a] int, [b] string);
                CREATE TABLE [sales].[raw].[plain] ([a] int, [b] string,
                    INDEX [i] CLUSTERED ([a] DESC) DISTRIBUTED BY ROUND ROBIN);
                CREATE EXTERNAL TABLE [sales].[raw].[outside] ([a] int) FROM [erp] LOCATION "dbo.t";
                CREATE TABLE [sales].[raw].[parts] ([a] int, [d] int,
                    INDEX [i] CLUSTERED ([a] ASC) PARTITIONED BY ([d]) DISTRIBUTED BY HASH ([a]) INTO 2);
                ALTER TABLE [sales].[raw].[parts] ADD PARTITION (20200101);
                INSERT INTO [sales].[raw].[parts] ([a]) PARTITION (20200101) VALUES (1), (2);
                CREATE STATISTICS IF NOT EXISTS [s] ON [sales].[raw].[parts] ([a]) WITH FULLSCAN;
                CREATE FUNCTION [sales].[raw].[f] () RETURNS @r AS BEGIN @r = SELECT * FROM raw.plain; END;
                CREATE VIEW [sales].[raw].[v] AS SELECT [a] FROM [sales].[raw].[plain];
                CREATE PROCEDURE [sales].[raw].[p] () AS BEGIN INSERT INTO t SELECT 1 FROM raw.v; END;
                CREATE PACKAGE [sales].[raw].[k] () AS BEGIN EXPORT @a = 1; END;
                """);
        rig.analytics.pagesOf(1);
        for (String path : new String[] {
            "",
            "/schemas",
            "/schemas/raw",
            "/credentials",
            "/credentials/remote",
            "/externaldatasources",
            "/externaldatasources/erp",
            "/assemblies",
            "/assemblies/udf",
            "/tables",
            "/tables?basic=true",
            "/views",
            "/tablevaluedfunctions",
            "/statistics",
            "/schemas/raw/tables",
            "/schemas/raw/tables/parts",
            "/schemas/raw/tables/outside",
            "/schemas/raw/tables/parts/tablefragments",
            "/schemas/raw/tables/parts/partitions",
            "/schemas/raw/tables/parts/statistics",
            "/schemas/raw/tables/parts/statistics/s",
            "/schemas/raw/tabletypes",
            "/schemas/raw/tabletypes/pair",
            "/schemas/raw/views",
            "/schemas/raw/views/v",
            "/schemas/raw/tablevaluedfunctions",
            "/schemas/raw/tablevaluedfunctions/f",
            "/schemas/raw/procedures",
            "/schemas/raw/procedures/p",
            "/schemas/raw/packages",
            "/schemas/raw/packages/k",
            "/schemas/raw/statistics",
            "/schemas/raw/tables?$top=2&$skip=1"
        }) {
            assertThat(rig.get("lakeeast", database + path).status()).as(path).isEqualTo(200);
        }
        Json first = rig.json("lakeeast", "/catalog/usql/databases");
        rig.call("GET", first.text("nextLink").orElseThrow(), "");
        rig.get("lakeeast", "/catalog/usql/databases/nothing");
        rig.call("POST", credential + "&cascade=true", "{\"password\":\"q\"}");
        rig.analytics.pagesOf(1000);
    }

    private void exerciseJobs() {
        String related = "{\"recurrenceId\":\"bbbbbbbb-0000-0000-0000-000000000001\",\"recurrenceName\":\"daily\","
                + "\"pipelineId\":\"cccccccc-0000-0000-0000-000000000001\",\"pipelineName\":\"pipe\"}";
        String job = AnalyticsRig.body("daily", "CREATE DATABASE IF NOT EXISTS [d];");
        String full = job.substring(0, job.length() - 1) + ",\"priority\":5,\"degreeOfParallelism\":3,\"related\":"
                + related + "}";
        rig.call("PUT", url(JOB), full);
        rig.call("PUT", url(JOB), full);
        rig.get("lakeeast", JOB);
        rig.get("lakeeast", JOB);
        rig.fail("lakeeast", "NONSENSE;");
        rig.call("POST", url("/BuildJob"), AnalyticsRig.body("b", "CREATE DATABASE [e];"));
        rig.call("POST", url("/BuildJob"), AnalyticsRig.body("b", "NONSENSE;"));
        rig.get("lakeeast", "/Jobs");
        rig.get(
                "lakeeast",
                "/Jobs?$filter=related/recurrenceId%20eq%20guid'bbbbbbbb-0000-0000-0000-000000000001'"
                        + "%20and%20(state%20eq%20'Ended'%20or%20state%20eq%20'Running')%20and%20submitTime%20ge%20"
                        + "datetimeoffset'2020-01-01T00:00:00%2B00:00'&$orderby=submitTime%20desc&$top=5");
        rig.get("lakeeast", "/recurrences");
        rig.get("lakeeast", "/recurrences/bbbbbbbb-0000-0000-0000-000000000001");
        rig.get("lakeeast", "/pipelines");
        rig.get("lakeeast", "/pipelines/cccccccc-0000-0000-0000-000000000001");
        String cancelled = JOB.replace("aa", "ab");
        submit(cancelled, "CREATE DATABASE [x];");
        rig.call("POST", url(cancelled + "/CancelJob"), "");
    }

    private SimResponse submit(String path, String script) {
        return rig.call("PUT", url(path), AnalyticsRig.body("a job", script));
    }

    private static String url(String path) {
        return AnalyticsRig.host("lakeeast") + path + (path.contains("?") ? "&" : "?") + AnalyticsRig.VERSION;
    }

    private static String arm(String path) {
        return "https://management.azure.com/subscriptions/" + SimulatedAzure.SUBSCRIPTION + path + "?"
                + AnalyticsRig.VERSION;
    }

    private static Optional<Path> validator() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve(VALIDATOR))
                .filter(Files::exists)
                .findFirst();
    }

    private static boolean nodeRuns() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
