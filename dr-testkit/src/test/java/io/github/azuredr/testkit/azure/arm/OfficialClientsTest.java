package io.github.azuredr.testkit.azure.arm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.FixedDelay;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimService;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Unmodified clients work over the in-process transport, with their own retries and token caches. */
class OfficialClientsTest {
    private static final String GROUP =
            "https://management.azure.com" + ArmDriver.SUBSCRIPTION + "/resourcegroups/dr?api-version=2021-04-01";

    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock).with(ResourceManager::new);

    private HttpPipeline pipeline() {
        return new HttpPipelineBuilder()
                .httpClient(azure.httpClient())
                .policies(
                        new RetryPolicy(new FixedDelay(2, Duration.ofMillis(1))),
                        new BearerTokenAuthenticationPolicy(
                                azure.credential(), "https://management.azure.com/.default"))
                .build();
    }

    @Test
    void bearerPolicyRenewsItsTokenByTheSimulatedClock() {
        azure.service(ResourceManager.class).createGroup("dr", "eastus2");
        HttpPipeline pipeline = pipeline();
        HttpResponse first = pipeline.sendSync(new HttpRequest(HttpMethod.GET, GROUP), Context.NONE);

        clock.advance(Duration.ofHours(3));
        HttpResponse later = pipeline.sendSync(new HttpRequest(HttpMethod.GET, GROUP), Context.NONE);
        HttpResponse async =
                pipeline.send(new HttpRequest(HttpMethod.GET, GROUP)).block();

        assertThat(first.getStatusCode()).isEqualTo(200);
        assertThat(later.getStatusCode()).isEqualTo(200);
        assertThat(async).isNotNull();
        assertThat(async.getStatusCode()).isEqualTo(200);
    }

    @Test
    void lostAnswerIsRepeatedByTheClientsRetry() {
        azure.loseAnswerAfterEffect(request -> request.method().equals("PUT"), 1);
        HttpRequest put = new HttpRequest(HttpMethod.PUT, GROUP)
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                .setBody("{\"location\":\"eastus2\"}");

        HttpResponse answer = pipeline().sendSync(put, Context.NONE);

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(azure.calls().effects().count()).isEqualTo(2);
    }

    @Test
    void blobClientRepeatsABrokenConnectionAndGivesUpOnADarkRegion() {
        SimStorageAccount account = azure.storageAccounts().create("lakeeast", "eastus2", false);
        azure.with(new OneBlob());
        BlobClient blob = new BlobServiceClientBuilder()
                .endpoint("https://lakeeast.blob.core.windows.net")
                .credential(new StorageSharedKeyCredential(account.name(), account.key1Base64()))
                .httpClient(azure.httpClient())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.FIXED,
                        2,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1),
                        Duration.ofMillis(1),
                        null))
                .buildClient()
                .getBlobContainerClient("box")
                .getBlobClient("thing");
        azure.loseRequest(request -> request.method().equals("GET"), 1);

        BinaryData read = blob.downloadContent();
        azure.region("eastus2").goDark();

        assertThat(read.toString()).isEqualTo("kept");
        assertThatThrownBy(blob::downloadContent).hasRootCauseInstanceOf(ConnectException.class);
        assertThat(azure.calls().to("eastus2").count()).isEqualTo(4);
    }

    /** One blob in eastus2: as little of the service as a download needs. */
    private static final class OneBlob implements SimService {
        @Override
        public boolean serves(SimRequest request) {
            return "lakeeast.blob.core.windows.net".equals(request.url().getHost());
        }

        @Override
        public String regionOf(SimRequest request) {
            return "eastus2";
        }

        @Override
        public SimResponse answer(SimRequest request) {
            byte[] body = "kept".getBytes(UTF_8);
            return new SimResponse(200, Map.of("ETag", "\"0x1\"", "x-ms-blob-type", "BlockBlob"), body)
                    .with("Last-Modified", "Fri, 20 Nov 2026 10:00:00 GMT")
                    .with("Content-Range", "bytes 0-3/4");
        }
    }
}
