package io.github.azuredr.testkit.azure.arm;

import static io.github.azuredr.testkit.azure.arm.ArmDriver.SUBSCRIPTION;
import static io.github.azuredr.testkit.azure.arm.ArmDriver.json;
import static io.github.azuredr.testkit.azure.arm.ArmDriver.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceManagerTest {
    private static final String GROUP = SUBSCRIPTION + "/resourceGroups/dr-east";
    private static final String GROUP_URL = GROUP + "?api-version=2021-04-01";
    private static final String WIDGET_URL = GROUP + "/providers/Test.Widgets/widgets/w1?api-version=2021-08-01";

    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock)
            .with(a -> new ResourceManager(a).with(arm -> new WidgetProvider(arm, OperationForm.PROVISIONING_STATE)));
    private final ResourceManager manager = azure.service(ResourceManager.class);
    private final ArmDriver arm = ArmDriver.of(azure);

    private static String at(String region) {
        return "{\"location\":\"" + region + "\"}";
    }

    @Test
    void missingForeignAndExpiredTokensAreRefused() {
        String otherAudience = azure.tokens().issue(SimulatedAzure.TENANT, "p", "https://storage.azure.com");

        assertThat(refusal(ArmDriver.withToken(azure, "rubbish").get(GROUP_URL)))
                .isEqualTo("401 InvalidAuthenticationToken");
        assertThat(refusal(ArmDriver.withToken(azure, otherAudience).get(GROUP_URL)))
                .isEqualTo("401 InvalidAuthenticationTokenAudience");
        assertThat(refusal(ArmDriver.of(azure, "tenant-b").get(GROUP_URL)))
                .isEqualTo("401 InvalidAuthenticationTokenTenant");
        clock.advance(Duration.ofHours(2));
        SimResponse expired = arm.get(GROUP_URL);
        assertThat(refusal(expired)).isEqualTo("401 ExpiredAuthenticationToken");
        assertThat(expired.header("WWW-Authenticate")).isPresent();
    }

    @Test
    void tenantSeesItsOwnSubscriptionsOnly() {
        String other = "99999999-2222-3333-4444-555555555555";
        manager.withSubscription(other, "tenant-b");
        ArmDriver tenantB = ArmDriver.of(azure, "tenant-b");

        assertThat(tenantB.get("/subscriptions/" + other + "?api-version=2022-12-01")
                        .status())
                .isEqualTo(200);
        assertThat(json(tenantB.get("/subscriptions?api-version=2022-12-01")).list("value"))
                .extracting(sub -> sub.text("subscriptionId").orElseThrow())
                .containsExactly(other);
        assertThat(refusal(arm.get("/subscriptions/00000000-0000-0000-0000-000000000000?api-version=2022-12-01")))
                .isEqualTo("404 SubscriptionNotFound");
    }

    @Test
    void apiVersionIsRequiredAndChecked() {
        manager.createGroup("dr-east", "eastus2");

        azure.deliberately("what is refused here is the version itself", () -> {
            assertThat(refusal(arm.get(GROUP))).isEqualTo("400 MissingApiVersionParameter");
            assertThat(refusal(arm.get(GROUP + "?api-version=2011-01-01"))).isEqualTo("400 InvalidApiVersionParameter");
        });
        assertThat(refusal(arm.get(WIDGET_URL.replace("2021-08-01", "2019-11-01"))))
                .isEqualTo("400 NoRegisteredProviderFound");
    }

    @Test
    void unknownNamespacesAndTypesAreRefused() {
        manager.createGroup("dr-east", "eastus2");

        assertThat(refusal(arm.get(GROUP + "/providers/Microsoft.Nothing/x/y?api-version=2021-08-01")))
                .isEqualTo("404 InvalidResourceNamespace");
        assertThat(refusal(arm.get(GROUP + "/providers/Test.Widgets/gadgets/y?api-version=2021-08-01")))
                .isEqualTo("404 InvalidResourceType");
        assertThat(refusal(arm.delete(WIDGET_URL))).isEqualTo("405 MethodNotAllowed");
    }

    @Test
    void groupLivesInOneRegionForLife() {
        assertThat(arm.put(GROUP_URL, at("East US 2")).status()).isEqualTo(201);
        assertThat(arm.put(GROUP_URL, at("eastus2")).status()).isEqualTo(200);

        assertThat(refusal(arm.put(GROUP_URL, at("centralus")))).isEqualTo("409 InvalidResourceGroupLocation");
        assertThat(refusal(arm.put(GROUP_URL, at("atlantis")))).isEqualTo("400 LocationNotAvailableForResourceGroup");
        azure.deliberately(
                "a group without a location is what is refused here",
                () -> assertThat(refusal(arm.put(GROUP_URL, "{}"))).isEqualTo("400 LocationRequired"));
        assertThat(arm.call("HEAD", GROUP_URL, "").status()).isEqualTo(204);
    }

    @Test
    void deletingAGroupTakesItsResourcesAlongWhenItEnds() {
        manager.createGroup("dr-east", "eastus2");
        manager.register("Test.Widgets");
        arm.put(WIDGET_URL, at("eastus2"));

        SimResponse accepted = arm.delete(GROUP_URL);

        String poll = accepted.header("Location").orElseThrow();
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(refusal(arm.put(WIDGET_URL, at("eastus2")))).isEqualTo("409 ResourceGroupBeingDeleted");
        assertThat(arm.get(poll).status()).isEqualTo(202);
        assertThat(arm.get(poll).status()).isEqualTo(200);
        assertThat(refusal(arm.get(GROUP_URL))).isEqualTo("404 ResourceGroupNotFound");
        assertThat(manager.resources().within(GROUP)).isEmpty();
    }

    @Test
    void unregisteredNamespaceMustBeRegisteredFirst() {
        manager.createGroup("dr-east", "eastus2");
        String provider = SUBSCRIPTION + "/providers/Test.Widgets";

        assertThat(refusal(arm.put(WIDGET_URL, at("eastus2")))).isEqualTo("409 MissingSubscriptionRegistration");
        assertThat(json(arm.post(provider + "/register?api-version=2021-04-01", ""))
                        .text("registrationState"))
                .contains("Registering");
        clock.advance(Duration.ofMinutes(1));

        Json described = json(arm.get(provider + "?api-version=2021-04-01"));
        assertThat(described.text("registrationState")).contains("Registered");
        assertThat(described.list("resourceTypes").get(0).texts("locations"))
                .containsExactly("Central US", "East US 2");
        assertThat(arm.put(WIDGET_URL, at("eastus2")).status()).isEqualTo(201);
    }

    @Test
    void resourceOfADarkRegionTimesOutWhileTheEndpointStaysUp() {
        manager.createGroup("dr-east", "centralus");
        manager.register("Test.Widgets");
        arm.put(WIDGET_URL, at("eastus2"));
        azure.region("eastus2").goDark();
        long before = azure.calls().count();

        assertThat(refusal(arm.get(WIDGET_URL))).isEqualTo("504 GatewayTimeout");
        assertThat(refusal(arm.put(WIDGET_URL.replace("w1", "w2"), at("eastus2"))))
                .isEqualTo("504 GatewayTimeout");
        assertThat(arm.put(WIDGET_URL.replace("w1", "w2"), at("centralus")).status())
                .isEqualTo(201);
        assertThat(arm.get(GROUP_URL).status()).isEqualTo(200);

        assertThat(azure.calls().since(before).to("eastus2").count()).isEqualTo(2);
        assertThat(azure.calls().since(before).effects().list())
                .extracting(SimCall::region)
                .containsExactly("centralus");
    }

    @Test
    void resourceWhoseGroupIsInADarkRegionCanBeReadButNotChanged() {
        manager.createGroup("dr-east", "eastus2");
        manager.register("Test.Widgets");
        arm.put(WIDGET_URL, at("centralus"));
        azure.region("eastus2").goDark();

        assertThat(arm.get(WIDGET_URL).status()).isEqualTo(200);
        assertThat(refusal(arm.put(WIDGET_URL, at("centralus")))).isEqualTo("503 ServiceUnavailable");
        assertThat(refusal(arm.delete(GROUP_URL))).isEqualTo("503 ServiceUnavailable");
    }

    @Test
    void faultsOfARegionReachManagementCallsAboutItsResources() {
        manager.createGroup("dr-east", "centralus");
        manager.register("Test.Widgets");
        arm.put(WIDGET_URL, at("eastus2"));
        azure.region("eastus2").failingNext(503, 1);

        assertThat(refusal(arm.get(WIDGET_URL))).isEqualTo("503 ServiceUnavailable");
        assertThat(arm.get(WIDGET_URL).status()).isEqualTo(200);
        azure.region("eastus2").outOfQuota("widgets");
        assertThat(refusal(arm.put(WIDGET_URL.replace("w1", "w2"), at("eastus2"))))
                .isEqualTo("409 QuotaExceeded");
    }

    @Test
    void answersTellWhatIsLeftOfTheBuckets() {
        SimResponse first = arm.get(GROUP_URL);
        SimResponse second = arm.get(GROUP_URL);

        assertThat(first.header("x-ms-ratelimit-remaining-subscription-reads")).contains("249");
        assertThat(second.header("x-ms-ratelimit-remaining-subscription-reads")).contains("248");
        assertThat(second.header("x-ms-ratelimit-remaining-subscription-global-reads"))
                .contains("3748");
    }

    @Test
    void enforcedBucketsRunDryAndRefillWithTime() {
        manager.enforcingRateLimits();
        SimResponse last = arm.get(GROUP_URL);
        for (int i = 0; i < 250; i++) {
            last = arm.get(GROUP_URL);
        }

        assertThat(refusal(last)).isEqualTo("429 SubscriptionRequestsThrottled");
        assertThat(last.header("Retry-After")).contains("1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(refusal(arm.get(GROUP_URL))).isEqualTo("404 ResourceGroupNotFound");
    }

    @Test
    void listsArePagedByNextLink() {
        manager.createGroup("dr-east", "eastus2");
        manager.register("Test.Widgets").pagesOf(2);
        for (int i = 0; i < 5; i++) {
            arm.put(WIDGET_URL.replace("w1", "w" + i), at("eastus2"));
        }

        List<String> names = new ArrayList<>();
        Optional<String> next = Optional.of(SUBSCRIPTION + "/providers/Test.Widgets/widgets?api-version=2021-08-01");
        int pages = 0;
        while (next.isPresent()) {
            Json page = json(arm.get(next.get()));
            page.list("value").forEach(widget -> names.add(widget.text("name").orElseThrow()));
            next = page.text("nextLink");
            pages++;
        }

        assertThat(names).containsExactly("w0", "w1", "w2", "w3", "w4");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void unknownMembersAndBrokenBodiesAreRefused() {
        manager.createGroup("dr-east", "eastus2");
        manager.register("Test.Widgets");

        assertThat(refusal(arm.put(WIDGET_URL, "{\"location\":\"eastus2\",\"colour\":1}")))
                .isEqualTo("400 InvalidRequestContent");
        assertThat(refusal(arm.put(WIDGET_URL, "[1"))).isEqualTo("400 InvalidRequestContent");
        assertThat(refusal(arm.put(WIDGET_URL, "{}"))).isEqualTo("400 LocationRequired");
        assertThat(refusal(arm.put(WIDGET_URL, at("westus")))).isEqualTo("400 LocationNotAvailableForResourceType");
        arm.put(WIDGET_URL, at("eastus2"));
        assertThat(refusal(arm.put(WIDGET_URL, at("centralus")))).isEqualTo("409 InvalidResourceLocation");
    }
}
