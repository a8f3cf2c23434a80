package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.github.azuredr.error.RecoveryException;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureAccessTest {
    private final FakeHttp http = new FakeHttp();
    private final ManualTime time = new ManualTime();

    @Test
    void anAccessWithoutACredentialIsRefusedByName() {
        assertThatThrownBy(() -> AzureAccess.builder()
                        .subscription(Azures.SUB)
                        .httpClient(http)
                        .build())
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("AzureAccess.credential is missing");
    }

    @Test
    void anAccessWithoutASubscriptionIsRefusedByName() {
        assertThatThrownBy(() -> AzureAccess.builder()
                        .credential(Azures.credential())
                        .httpClient(http)
                        .build())
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("AzureAccess.subscription is missing");
    }

    @Test
    void aSubscriptionGivenAsAPathIsRefused() {
        assertThatThrownBy(() -> AzureAccess.builder().subscription("/subscriptions/x"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("AzureAccess.subscription");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://management.azure.com",
                "http://127.0.0.1:8080",
                "https://user:word@management.azure.com",
                "https://management.azure.com/path",
                "https://management.azure.com?sig=abc"
            })
    void anEndpointThatWouldExposeTheTokenIsRefusedAtConstruction(String endpoint) {
        assertThatThrownBy(() -> Azures.builder(http, time).armEndpoint(URI.create(endpoint)))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("armEndpoint")
                .hasMessageNotContainingAny("word", "abc");
    }

    @Test
    void eachCloudHasItsOwnEndpointAndAudience() {
        assertThat(AzureCloud.PUBLIC.armScope()).isEqualTo("https://management.azure.com/.default");
        assertThat(AzureCloud.CHINA.armEndpoint()).hasHost("management.chinacloudapi.cn");
        assertThat(AzureCloud.US_GOVERNMENT.armScope()).isEqualTo("https://management.usgovcloudapi.net/.default");
    }

    @Test
    void aCustomEndpointKeepsTheAudienceOfItsCloudInEitherOrder() {
        URI own = URI.create("https://arm.internal:8443/");

        AzureAccess before = Azures.builder(http, time)
                .armEndpoint(own)
                .cloud(AzureCloud.CHINA)
                .build();

        assertThat(before.cloud().armEndpoint()).isEqualTo(URI.create("https://arm.internal:8443"));
        assertThat(before.cloud().armScope()).isEqualTo(AzureCloud.CHINA.armScope());
    }

    @Test
    void theTokenIsAskedForTheCloudsAudience() {
        List<String> scopes = new ArrayList<>();
        AzureAccess access = Azures.builder(http, time)
                .cloud(AzureCloud.US_GOVERNMENT)
                .credential(request -> {
                    scopes.addAll(request.getScopes());
                    return Azures.credential().getToken(request);
                })
                .build();
        http.expect("GET", Azures.ACCOUNT, FakeHttp.Answer.json(200, "{}"));

        access.arm().send(Azures.get());

        assertThat(scopes).containsExactly("https://management.usgovcloudapi.net/.default");
        assertThat(http.last().uri()).hasHost("management.usgovcloudapi.net");
        assertThat(http.last().header("Authorization")).contains("Bearer " + Azures.TOKEN);
    }

    @Test
    void callsSayWhoSendsThem() {
        http.expect("GET", Azures.ACCOUNT, FakeHttp.Answer.json(200, "{}"));

        Azures.arm(http, time).send(Azures.get());

        assertThat(http.last().header("User-Agent").orElseThrow()).matches("azuredr/\\d+\\.\\d+.*");
        assertThat(http.last().header("x-ms-client-request-id")).isPresent();
    }

    @Test
    void theHttpClientOnTheClassPathIsFoundWhenNoneIsGiven() {
        AzureAccess access = AzureAccess.builder()
                .credential(Azures.credential())
                .subscription(Azures.SUB)
                .build();

        assertThat(access.httpClient()).hasSameClassAs(new JdkHttpClientBuilder().build());
    }

    /** Runs in a class loader that has everything but an HTTP client, as an application that forgot to add one. */
    @Test
    void anApplicationWithoutAnHttpClientLearnsItAtConstruction() throws Exception {
        List<URL> paths = new ArrayList<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String each : classPath.split(File.pathSeparator)) {
            if (!each.contains("azure-core-http-")) {
                paths.add(new File(each).toURI().toURL());
            }
        }
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader without = new URLClassLoader(paths.toArray(new URL[0]), platform)) {
            Class<?> probe = without.loadClass(WithoutHttpClient.class.getName());

            Object message = probe.getMethod("messageOfBuild").invoke(null);

            assertThat((String) message)
                    .contains("AzureAccess.httpClient")
                    .contains("azure-core-http-netty")
                    .contains("azure-core-http-jdk-httpclient");
        }
    }

    @Test
    void oneCredentialInTwoAccessesIsSeen() {
        AzureAccess provider = Azures.builder(http, time).tenant("t1").build();
        AzureAccess mixed = Azures.builder(http, time)
                .credential(provider.credential())
                .tenant("t2")
                .build();
        AzureAccess consumer = Azures.builder(http, time).tenant("t2").build();

        assertThat(provider.sameIdentityAs(mixed)).isTrue();
        assertThat(provider.sameIdentityAs(consumer)).isFalse();
        assertThat(consumer.tenantId()).contains("t2");
    }

    @Test
    void anAccessPrintsWhereItWorksAndNoSecret() {
        String shown = Azures.builder(http, time).tenant("t1").build().toString();

        assertThat(shown).contains("AzureCloud", Azures.SUB, "t1").doesNotContain(Azures.TOKEN);
    }

    @Test
    void bodiesAreNeverLoggedAndUnknownParametersAreNotAllowed() {
        var options = Azures.builder(http, time).build().logOptions();

        assertThat(options.getLogLevel().shouldLogBody()).isFalse();
        assertThat(options.getAllowedQueryParamNames())
                .contains("api-version")
                .doesNotContain("sig", "t", "c", "s", "h", "$skipToken", "$filter");
        assertThat(options.getAllowedHttpHeaderNames().stream().map(Object::toString))
                .doesNotContain("Authorization", "Location", "Azure-AsyncOperation");
    }
}
