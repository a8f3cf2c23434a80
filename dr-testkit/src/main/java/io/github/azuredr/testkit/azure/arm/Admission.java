package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.pair.RegionFacts;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimService;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the management endpoint checks before a route is asked. */
final class Admission {
    private static final Set<String> AUDIENCES =
            Set.of("https://management.azure.com", "https://management.core.windows.net");
    private static final List<String> CORE_VERSIONS = List.of("2020-01-01", "2021-04-01", "2022-09-01", "2022-12-01");
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-[a-z]+)?");
    private static final Set<String> MEMBERS = Set.of(
            "id",
            "name",
            "type",
            "location",
            "tags",
            "kind",
            "sku",
            "plan",
            "identity",
            "properties",
            "zones",
            "managedBy",
            "extendedLocation",
            "etag",
            "scale",
            "systemData");

    private final SimulatedAzure azure;
    private final ResourceManager arm;
    private final Subscriptions subscriptions;
    private final Registrations registrations;
    private final ResourceGroups groups;
    private final Locks locks;

    Admission(
            SimulatedAzure azure,
            ResourceManager arm,
            Subscriptions subscriptions,
            Registrations registrations,
            ResourceGroups groups,
            Locks locks) {
        this.azure = azure;
        this.arm = arm;
        this.subscriptions = subscriptions;
        this.registrations = registrations;
        this.groups = groups;
        this.locks = locks;
    }

    SimTokens.Caller authenticate(SimRequest request) {
        Optional<String> header = request.header("Authorization");
        if (header.isEmpty()) {
            throw unauthorized("AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        }
        SimTokens.Caller caller = azure.tokens()
                .issued(header)
                .orElseThrow(() -> unauthorized("InvalidAuthenticationToken", "The access token is invalid."));
        if (azure.tokens().isExpired(caller)) {
            throw unauthorized("ExpiredAuthenticationToken", "The access token expiry is in the past.");
        }
        if (!AUDIENCES.contains(caller.audience())) {
            throw unauthorized(
                    "InvalidAuthenticationTokenAudience",
                    "The access token has been obtained for wrong audience or resource '" + caller.audience() + "'.");
        }
        return caller;
    }

    void requireVersion(SimRequest request) {
        String version = ArmCall.query(request).getOrDefault("api-version", "");
        if (version.isEmpty()) {
            throw ArmRefusal.badRequest(
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        if (!VERSION.matcher(version).matches()) {
            throw invalidVersion(version, CORE_VERSIONS);
        }
    }

    void subscription(String path, SimTokens.Caller caller) {
        Optional<String> id = ArmIds.segments(path).size() < 2
                        || !ArmIds.segments(path).get(0).equalsIgnoreCase("subscriptions")
                ? Optional.empty()
                : Optional.of(ArmIds.segments(path).get(1));
        if (id.isEmpty()) {
            return;
        }
        String tenant = subscriptions
                .tenant(id.get())
                .orElseThrow(() -> new ArmRefusal(
                        404, "SubscriptionNotFound", "The subscription '" + id.get() + "' could not be found."));
        if (!tenant.equals(caller.tenant())) {
            throw unauthorized(
                    "InvalidAuthenticationTokenTenant",
                    "The access token is from the wrong issuer 'https://sts.windows.net/" + caller.tenantId()
                            + "/'. It must match the tenant 'https://sts.windows.net/" + SimTokens.tenantId(tenant)
                            + "/' associated with this subscription.");
        }
    }

    /** A call on the core: groups, registrations, locations. */
    void core(SimRequest request) {
        String version = ArmCall.query(request).getOrDefault("api-version", "");
        if (!CORE_VERSIONS.contains(version)) {
            throw invalidVersion(version, CORE_VERSIONS);
        }
        group(request, true);
        if (writes(request)) {
            locks.require(request.method(), ArmCall.path(request));
        }
    }

    void requireProviderVersion(SimRequest request, ArmProvider provider, String path) {
        String version = ArmCall.query(request).getOrDefault("api-version", "");
        List<String> segments = ArmIds.segments(path);
        int at = 0;
        for (int i = 0; i < segments.size(); i++) {
            at = segments.get(i).equalsIgnoreCase("providers") ? i : at;
        }
        String type = at + 2 < segments.size() ? segments.get(at + 2) : "";
        List<ArmType> named = provider.types().stream()
                .filter(one -> one.name().equalsIgnoreCase(type))
                .toList();
        List<String> versions = (named.isEmpty() ? provider.types() : named)
                .stream().flatMap(one -> one.apiVersions().stream()).distinct().toList();
        if (!versions.contains(version)) {
            throw ArmRefusal.badRequest(
                    "NoRegisteredProviderFound",
                    "No registered resource provider found for API version '" + version + "' for type '" + type
                            + "'. The supported api-versions are '" + String.join(", ", versions) + "'.");
        }
    }

    /** A call on a provider that has a route for it. */
    void provider(SimRequest request, String path) {
        ArmProvider provider = ArmIds.namespace(path).flatMap(arm::provider).orElseThrow();
        Optional<String> subscription = ArmIds.segmentAfter(path, "subscriptions");
        boolean creates = writes(request) && !request.method().equals("DELETE");
        if (creates && subscription.isPresent() && !registrations.isRegistered(subscription.get(), provider)) {
            throw new ArmRefusal(
                    409,
                    "MissingSubscriptionRegistration",
                    "The subscription is not registered to use namespace '" + provider.namespace()
                            + "'. See https://aka.ms/rps-not-found for how to register subscriptions.");
        }
        boolean regional = !provider.namespace().equals(AuthorizationProvider.NAMESPACE);
        if (regional) {
            group(request, false);
            requireReachable(request);
        }
        if (request.method().equals("PUT")) {
            members(request);
        }
        if (writes(request) && !ArmIds.fold(path).contains(ArmIds.fold(Locks.TYPE))) {
            locks.require(request.method(), path);
        }
    }

    void requireReachable(SimRequest request) {
        String region = regionOf(request);
        if (azure.region(region).isDark()) {
            String namespace = ArmIds.namespace(ArmCall.path(request)).orElse(ResourceGroups.NAMESPACE);
            throw new ArmRefusal(
                    504,
                    "GatewayTimeout",
                    "The gateway did not receive a response from '" + namespace
                            + "' within the specified time period.");
        }
    }

    /** The region a call is about: that of the operation, the resource, the body or the path, in this order. */
    String regionOf(SimRequest request) {
        String path = ArmCall.path(request);
        if (ArmIds.namespace(path).orElse("").equalsIgnoreCase(AuthorizationProvider.NAMESPACE)) {
            return SimService.GLOBAL;
        }
        return arm.operations()
                .regionOf(path)
                .or(() -> arm.resources().regionOf(path))
                .or(() -> request.method().equals("PUT") ? bodyRegion(request) : Optional.empty())
                .or(() -> ArmIds.segmentAfter(path, "locations").flatMap(this::regionName))
                .orElse(SimService.GLOBAL);
    }

    String location(ArmCall call, String namespace, ArmType type) {
        String location = call.body()
                .text("location")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> ArmRefusal.badRequest(
                        "LocationRequired", "The location property is required for this definition."));
        String region = regionName(location)
                .filter(name -> type.regions().isEmpty() || type.regions().contains(name))
                .orElseThrow(() -> ArmRefusal.badRequest(
                        "LocationNotAvailableForResourceType",
                        "The provided location '" + location + "' is not available for resource type '" + namespace
                                + "/" + type.name() + "'."));
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isPresent() && !existing.get().region().equals(region)) {
            throw new ArmRefusal(
                    409,
                    "InvalidResourceLocation",
                    "The resource '" + ArmIds.name(call.path()) + "' already exists in location '"
                            + existing.get().region() + "' in resource group '"
                            + ArmIds.segmentAfter(call.path(), "resourceGroups").orElse("")
                            + "'. A resource with the same name cannot be created in location '" + region
                            + "'. Please select a new resource name.");
        }
        if (existing.isEmpty() && azure.region(region).isOutOfQuota(type.name())) {
            throw new ArmRefusal(
                    409,
                    "QuotaExceeded",
                    "The subscription has reached its quota of " + type.name() + " in " + region + ".");
        }
        return region;
    }

    /** The group must exist and not be going, and its region must answer for a change to be kept. */
    private void group(SimRequest request, boolean coreRoute) {
        String path = ArmCall.path(request);
        List<String> segments = ArmIds.segments(path);
        if (segments.size() < 4 || !segments.get(2).equalsIgnoreCase("resourceGroups")) {
            return;
        }
        Optional<ArmResource> found = groups.find("/" + String.join("/", segments.subList(0, 4)));
        if (found.isEmpty()) {
            if (coreRoute) {
                return;
            }
            throw new ArmRefusal(
                    404, "ResourceGroupNotFound", "Resource group '" + segments.get(3) + "' could not be found.");
        }
        ArmResource group = found.get();
        if (!writes(request)) {
            return;
        }
        if (ResourceGroups.isBeingDeleted(group)) {
            throw new ArmRefusal(
                    409,
                    "ResourceGroupBeingDeleted",
                    "The resource group '" + group.name()
                            + "' is in deprovisioning state and cannot perform this operation.");
        }
        if (azure.region(group.region()).isDark()) {
            throw new ArmRefusal(
                    503,
                    "ServiceUnavailable",
                    "The metadata of resource group '" + group.name() + "' in " + group.region()
                            + " is unavailable, so its resources cannot be changed.");
        }
    }

    private Optional<String> bodyRegion(SimRequest request) {
        return Json.parse(request.text()).flatMap(body -> body.text("location")).flatMap(this::regionName);
    }

    private Optional<String> regionName(String location) {
        return subscriptions.region(location).map(RegionFacts::region).map(region -> region.name());
    }

    private static void members(SimRequest request) {
        Json body = Json.parse(request.text())
                .orElseThrow(() -> ArmRefusal.badRequest(
                        "InvalidRequestContent",
                        "The request content was invalid and could not be deserialized: a JSON object is expected."));
        for (String name : body.names()) {
            if (!MEMBERS.contains(name)) {
                throw ArmRefusal.badRequest(
                        "InvalidRequestContent",
                        "The request content was invalid and could not be deserialized: 'Could not find member '" + name
                                + "' on object of type 'ResourceDefinition'.'");
            }
        }
    }

    private static boolean writes(SimRequest request) {
        return !request.method().equals("GET") && !request.method().equals("HEAD");
    }

    private static ArmRefusal unauthorized(String code, String message) {
        return new ArmRefusal(401, code, message)
                .with(
                        "WWW-Authenticate",
                        "Bearer authorization_uri=\"https://login.windows.net/\", error=\"invalid_token\"");
    }

    private static ArmRefusal invalidVersion(String version, List<String> supported) {
        return ArmRefusal.badRequest(
                "InvalidApiVersionParameter",
                "The api-version '" + version + "' is invalid. The supported versions are '"
                        + String.join(",", supported) + "'.");
    }
}
