package io.github.azuredr.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.streamanalytics.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinJobTest {
    private static final String JOB = """
            {"id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/clicks",
            "name":"clicks","type":"Microsoft.StreamAnalytics/streamingjobs","location":"East US 2","tags":{},
            "properties":{"sku":{"name":"Standard"},"jobState":"Running","outputStartMode":"JobStartTime",
            "lastOutputEventTime":"2026-01-02T00:00:00Z","compatibilityLevel":"1.2",
            "inputs":[{"name":"hub","properties":{"type":"Stream","datasource":{"type":"Microsoft.ServiceBus/EventHub",
            "properties":{"serviceBusNamespace":"hub-east","eventHubName":"clicks","sharedAccessPolicyName":"listen"}},
            "serialization":{"type":"Json","properties":{"encoding":"UTF8"}}}}],
            "outputs":[{"name":"db","properties":{"datasource":{"type":"Microsoft.Sql/Server/Database",
            "properties":{"server":"sql-east","database":"clicks","table":"clicks","user":"asa"}}}}],
            "functions":[],"transformation":{"name":"query","properties":{"streamingUnits":3,
            "query":"SELECT deviceId INTO db FROM hub"}}}}
            """;
    private static final String MAPPING = """
            {"from":"eastus2","to":"centralus",
            "twin":"/subscriptions/s/resourceGroups/rg-central/providers/Microsoft.StreamAnalytics/streamingjobs/clicks",
            "eventHubNamespaces":{"hub-east":"hub-central"},"sqlServers":{"sql-east":"sql-central"}}
            """;

    @TempDir
    private Path folder;

    private String printed = "";

    private int run(String job, String mapping) throws IOException {
        Files.writeString(folder.resolve("job.json"), job);
        Files.writeString(folder.resolve("mapping.json"), mapping);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = TwinJob.run(
                    new String[] {
                        folder.resolve("job.json").toString(),
                        folder.resolve("mapping.json").toString(),
                        folder.resolve("out").toString()
                    },
                    stream,
                    stream);
            printed = out.toString(StandardCharsets.UTF_8);
            return code;
        }
    }

    private JsonTree report() throws IOException {
        return JsonTree.parse(Files.readString(folder.resolve("out/report.json")));
    }

    @Test
    void requestCreatesTheTwinOnlyIfThereIsNoneAndNeverStartsIt() throws IOException {
        assertThat(run(JOB, MAPPING)).isEqualTo(TwinJob.DONE);

        JsonTree line = JsonTree.parse(Files.readString(folder.resolve("out/requests.jsonl")));
        assertThat(line.text("/request/method")).hasValue("PUT");
        assertThat(line.text("/request/url"))
                .hasValue("https://management.azure.com/subscriptions/s/resourcegroups/rg-central/providers/"
                        + "Microsoft.StreamAnalytics/streamingjobs/clicks?api-version=2020-03-01");
        assertThat(line.text("/request/headers/If-None-Match")).hasValue("*");
        assertThat(line.has("/response")).isFalse();
        assertThat(line.json())
                .contains("hub-central", "sql-central")
                .doesNotContain("east", "outputStart", "jobState");
    }

    @Test
    void reportNamesTheSecretsTheFindingsAndTheHash() throws IOException {
        run(JOB, MAPPING);

        assertThat(report().items("/secrets").stream()
                        .map(slot -> slot.text("/name").orElse("")))
                .containsExactly("clicks--inputs-hub--sharedAccessPolicyKey", "clicks--outputs-db--password");
        assertThat(report().items("/findings").stream()
                        .map(one -> one.text("/text").orElse("")))
                .anyMatch(text -> text.contains("does not emit drEventId"))
                .anyMatch(text -> text.contains("no TIMESTAMP BY"));
        assertThat(report().text("/hash").orElse("")).hasSize(64);
        assertThat(printed)
                .contains("replaced  location: eastus2 -> centralus", "secret    clicks--outputs-db--password");
    }

    @Test
    void mappingThatLacksAServerMakesNoRequestAndSaysWhatToAdd() throws IOException {
        run(JOB, MAPPING);

        assertThat(run(JOB, MAPPING.replace(",\"sqlServers\":{\"sql-east\":\"sql-central\"}", "")))
                .isEqualTo(TwinJob.REFUSED);
        assertThat(folder.resolve("out/requests.jsonl")).doesNotExist();
        assertThat(printed).contains("add one under \"sqlServers\"");
    }

    @Test
    void resourceOfATemplateIsTakenToBeWhereTheMappingSays() throws IOException {
        run(JOB, MAPPING);
        String hash = report().text("/hash").orElse("");

        assertThat(run(JOB.replace("\"East US 2\"", "\"[resourceGroup().location]\""), MAPPING))
                .isEqualTo(TwinJob.DONE);
        assertThat(report().text("/hash")).hasValue(hash);
    }

    @Test
    void edgeJobIsRefused() throws IOException {
        assertThat(run(JOB.replace("\"jobState\"", "\"jobType\":\"Edge\",\"jobState\""), MAPPING))
                .isEqualTo(TwinJob.REFUSED);
        assertThat(printed).contains("edge job");
        assertThat(report().texts("/objections")).hasSize(1);
    }

    @Test
    void whatIsNoJobOrNoMappingStartsNothing() throws IOException {
        assertThat(run("no json", MAPPING)).isEqualTo(TwinJob.NOT_STARTED);
        assertThat(run(JOB, MAPPING.replace("sqlServers", "sqlserver"))).isEqualTo(TwinJob.NOT_STARTED);
        assertThat(run(JOB, MAPPING.replace("{\"from\"", "{\"need\":\"ALL\",\"from\"")))
                .isEqualTo(TwinJob.NOT_STARTED);
        assertThat(printed).contains("need");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(TwinJob.run(new String[0], System.out, new PrintStream(new ByteArrayOutputStream())))
                .isEqualTo(TwinJob.NOT_STARTED);
    }
}
