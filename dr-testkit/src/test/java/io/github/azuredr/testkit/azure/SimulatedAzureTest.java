package io.github.azuredr.testkit.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.github.azuredr.testkit.time.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedAzureTest {
    private static final String EAST = "https://east.example.net/thing";
    private static final String WEST = "https://west.example.net/thing";

    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    private final SimulatedAzure azure = echoing(SimulatedAzure.inMemory(clock));
    private final HttpClient http = azure.httpClient();

    private static SimulatedAzure echoing(SimulatedAzure azure) {
        return azure.with(new EchoService("east.example.net", "eastus2", azure.state()))
                .with(new EchoService("west.example.net", "centralus", azure.state()));
    }

    private HttpResponse put(String url, String body) {
        return http.sendSync(new HttpRequest(HttpMethod.PUT, url).setBody(body), Context.NONE);
    }

    private HttpResponse get(String url) {
        return http.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE);
    }

    @Test
    void whatWasPutIsReadBackSynchronouslyAndAsynchronously() {
        String large = "x".repeat(200_000);
        assertThat(put(EAST, large).getStatusCode()).isEqualTo(201);

        HttpResponse answer = http.send(new HttpRequest(HttpMethod.GET, EAST)).block();

        assertThat(answer).isNotNull();
        assertThat(answer.getBodyAsString().block()).isEqualTo(large);
        assertThat(answer.getBody().count().block()).isEqualTo(4L);
        assertThat(get(EAST).getBodyAsBinaryData().toString()).isEqualTo(large);
        assertThat(answer.getHeaders().getValue(com.azure.core.http.HttpHeaderName.DATE))
                .isEqualTo("Fri, 20 Nov 2026 10:00:00 GMT");
    }

    @Test
    void darkRegionAnswersNothingAndCostsVirtualTimeWhileTheOtherGoesOn() {
        azure.region("eastus2").goDark(Duration.ofSeconds(21));

        assertThatThrownBy(() -> get(EAST))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(ConnectException.class);
        assertThatThrownBy(
                        () -> http.send(new HttpRequest(HttpMethod.GET, EAST)).block())
                .hasRootCauseInstanceOf(ConnectException.class);

        assertThat(clock.instant()).isEqualTo("2026-11-20T10:00:42Z");
        assertThat(get(WEST).getStatusCode()).isEqualTo(404);
        assertThat(azure.calls().to("eastus2").count()).isEqualTo(2);
        assertThat(azure.calls().to("eastus2").list())
                .allMatch(call -> call.status().isEmpty());

        azure.region("eastus2").comeBack();
        assertThat(get(EAST).getStatusCode()).isEqualTo(404);
    }

    @Test
    void lostAnswerTookEffectAndLostRequestDidNot() {
        azure.loseAnswerAfterEffect(request -> request.method().equals("PUT"), 1);
        azure.loseRequest(request -> request.url().getHost().startsWith("west"), 1);

        assertThatThrownBy(() -> put(EAST, "kept")).hasCauseInstanceOf(SocketException.class);
        assertThatThrownBy(() -> put(WEST, "gone")).hasCauseInstanceOf(SocketException.class);

        assertThat(get(EAST).getBodyAsString().block()).isEqualTo("kept");
        assertThat(get(WEST).getStatusCode()).isEqualTo(404);
        assertThat(azure.calls().effects().list()).extracting(SimCall::region).containsExactly("eastus2");
    }

    @Test
    void failuresAreSpreadEvenlyOrCounted() {
        azure.region("eastus2").failing(503, 0.25);
        List<Integer> spread = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            spread.add(get(EAST).getStatusCode());
        }
        azure.region("centralus").failingNext(500, 2);
        List<Integer> counted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            counted.add(get(WEST).getStatusCode());
        }

        assertThat(spread).containsExactly(404, 404, 404, 503, 404, 404, 404, 503);
        assertThat(counted).containsExactly(500, 500, 404);
    }

    @Test
    void throttledRegionSaysWhenToComeBack() {
        azure.region("eastus2").throttled(Duration.ofSeconds(17)).slow(Duration.ofMillis(250));

        HttpResponse answer = get(EAST);

        assertThat(answer.getStatusCode()).isEqualTo(429);
        assertThat(answer.getHeaders().getValue(com.azure.core.http.HttpHeaderName.RETRY_AFTER))
                .isEqualTo("17");
        assertThat(clock.nanos()).isEqualTo(Duration.ofMillis(250).toNanos());
    }

    @Test
    void unknownHostHasNoAddress() {
        assertThatThrownBy(() -> get("https://nobody.example.net/")).hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void loopbackFindsTheAzureHostInThePathOrTakesItsOwn() throws Exception {
        try (Loopback loopback = azure.loopback();
                Loopback named = azure.loopback("west.example.net")) {
            java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
            URI east = loopback.url(URI.create(EAST));
            URI west = URI.create("http://" + named.authority() + "/thing");

            client.send(
                    java.net.http.HttpRequest.newBuilder(east)
                            .PUT(BodyPublishers.ofString("by path"))
                            .build(),
                    BodyHandlers.discarding());
            client.send(
                    java.net.http.HttpRequest.newBuilder(west)
                            .PUT(BodyPublishers.ofString("by port"))
                            .build(),
                    BodyHandlers.discarding());

            assertThat(get(EAST).getBodyAsString().block()).isEqualTo("by path");
            assertThat(get(WEST).getBodyAsString().block()).isEqualTo("by port");
            azure.region("eastus2").goDark();
            assertThatThrownBy(() -> client.send(
                            java.net.http.HttpRequest.newBuilder(east).build(), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void killedProcessFindsItsAzureAgain(@TempDir Path folder) throws IOException {
        SimulatedAzure first = echoing(SimulatedAzure.in(folder, clock));
        String longPath = "https://east.example.net/" + "deep/".repeat(200) + "ü";
        first.exchange(request("PUT", longPath, "kept"));
        first.storageAccounts().create("lakeeast", "eastus2", true);
        first.region("centralus").goDark();
        Files.writeString(folder.resolve("value123.tmp"), "torn by the kill");

        SimulatedAzure again = echoing(SimulatedAzure.in(folder, clock));

        assertThat(again.exchange(request("GET", longPath, "")).text()).isEqualTo("kept");
        assertThat(again.storageAccounts().find("lakeeast"))
                .isEqualTo(first.storageAccounts().find("lakeeast"));
        assertThat(again.region("centralus").isDark()).isTrue();
        assertThat(again.state().keys("echo/")).hasSize(1);
    }

    @Test
    void recordHoldsAzureUrlsAndNoSecret(@TempDir Path folder) throws IOException {
        azure.recordTo(folder);
        SimRequest secret = new SimRequest(
                "PUT",
                URI.create("https://east.example.net/thing?sv=2024&sig=abc%2Fdef"),
                java.util.Map.of("Authorization", "Bearer hidden-token", "Content-Type", "application/json"),
                "{\"password\":\"hidden\",\"keys\":[{\"keyName\":\"key1\",\"value\":\"hidden\"}],\"a\":1}"
                        .getBytes(UTF_8));
        azure.exchange(secret);
        azure.region("eastus2").goDark();
        azure.deliberately("the region is dark", () -> {
            assertThatThrownBy(() -> get(EAST)).hasCauseInstanceOf(ConnectException.class);
        });

        String recorded = recorded(folder);

        assertThat(recorded).doesNotContain("hidden").doesNotContain("abc%2F");
        List<Json> lines =
                recorded.lines().map(line -> Json.parse(line).orElseThrow()).toList();
        assertThat(lines.get(0).text("request.url")).contains("https://east.example.net/thing?sv=2024&sig=***");
        assertThat(lines.get(0).number("request.body.a")).contains(1L);
        assertThat(lines.get(0).number("response.status")).contains(201L);
        assertThat(lines.get(1).has("response.status")).isFalse();
        assertThat(lines.get(1).text("deliberate")).contains("the region is dark");
        assertThat(azure.calls().list().get(0).toString()).doesNotContain("abc%2F");
    }

    private static SimRequest request(String method, String url, String body) {
        return new SimRequest(method, URI.create(url), java.util.Map.of(), body.getBytes(UTF_8));
    }

    private static String recorded(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }
}
