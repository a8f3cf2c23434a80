package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.pair.RegionFacts;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which namespaces a subscription has registered; registering takes until the clock moved or it was looked at. */
final class Registrations {
    private static final Duration TAKES = Duration.ofSeconds(30);
    private static final String PREFIX = "arm/registrations/";
    private static final String PROVIDER = "/subscriptions/{subscription}/providers/{namespace}";
    private static final String REGISTERED = "Registered";
    private static final String REGISTERING = "Registering";

    private final SimulatedAzure azure;
    private final Map<String, ArmProvider> providers;
    private final Subscriptions subscriptions;

    Registrations(SimulatedAzure azure, Map<String, ArmProvider> providers, Subscriptions subscriptions) {
        this.azure = azure;
        this.providers = providers;
        this.subscriptions = subscriptions;
    }

    void addRoutes(ArmRoutes core, ResourceManager arm) {
        core.on("GET", PROVIDER, call -> answer(call, true))
                .on("POST", PROVIDER + "/register", call -> {
                    ArmProvider provider = provider(call);
                    if (!isRegistered(call.parameter("subscription"), provider)) {
                        save(call.parameter("subscription"), provider.namespace(), REGISTERING);
                    }
                    return answer(call, false);
                })
                .on("POST", PROVIDER + "/unregister", call -> {
                    save(call.parameter("subscription"), provider(call).namespace(), "Unregistered");
                    return answer(call, false);
                })
                .on(
                        "GET",
                        "/subscriptions/{subscription}/providers",
                        call -> arm.page(
                                call,
                                providers.values().stream()
                                        .map(provider -> describe(call.parameter("subscription"), provider))
                                        .toList()));
    }

    void register(String subscription, String namespace) {
        save(subscription, namespace, REGISTERED);
    }

    boolean isRegistered(String subscription, ArmProvider provider) {
        return state(subscription, provider).equals(REGISTERED);
    }

    private SimResponse answer(ArmCall call, boolean look) {
        ArmProvider provider = provider(call);
        Json answer = describe(call.parameter("subscription"), provider);
        if (look && answer.text("registrationState").orElse("").equals(REGISTERING)) {
            save(call.parameter("subscription"), provider.namespace(), REGISTERED);
        }
        return SimResponse.json(200, answer.toString());
    }

    private ArmProvider provider(ArmCall call) {
        String namespace = call.parameter("namespace");
        ArmProvider provider = providers.get(ArmIds.fold(namespace));
        if (provider == null) {
            throw new ArmRefusal(
                    404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid.");
        }
        return provider;
    }

    private String state(String subscription, ArmProvider provider) {
        String initially = provider.registeredFromTheStart() ? REGISTERED : "NotRegistered";
        return azure.state()
                .get(key(subscription, provider.namespace()))
                .map(Json::from)
                .map(kept -> {
                    String state = kept.text("state").orElse(initially);
                    Instant since = Instant.parse(kept.text("since").orElseThrow());
                    boolean done = !azure.clock().instant().isBefore(since.plus(TAKES));
                    return state.equals(REGISTERING) && done ? REGISTERED : state;
                })
                .orElse(initially);
    }

    private void save(String subscription, String namespace, String state) {
        azure.state()
                .put(
                        key(subscription, namespace),
                        Json.object()
                                .with("state", state)
                                .with("since", azure.clock().instant().toString())
                                .bytes());
    }

    private static String key(String subscription, String namespace) {
        return PREFIX + ArmIds.fold(subscription + "/" + namespace);
    }

    private Json describe(String subscription, ArmProvider provider) {
        return Json.object()
                .with("id", "/subscriptions/" + subscription + "/providers/" + provider.namespace())
                .with("namespace", provider.namespace())
                .with("registrationState", state(subscription, provider))
                .with(
                        "registrationPolicy",
                        provider.registeredFromTheStart() ? "RegistrationFree" : "RegistrationRequired")
                .with(
                        "resourceTypes",
                        provider.types().stream().map(this::describe).toList());
    }

    private Json describe(ArmType type) {
        Collection<RegionFacts> all = subscriptions.regions();
        List<String> locations = all.stream()
                .filter(facts -> type.regions().isEmpty()
                        || type.regions().contains(facts.region().name()))
                .map(RegionFacts::displayName)
                .toList();
        return Json.object()
                .with("resourceType", type.name())
                .with("locations", locations)
                .with("apiVersions", type.apiVersions())
                .with("capabilities", "None");
    }
}
