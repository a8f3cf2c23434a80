package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.pair.RegionCatalog;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimService;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The management endpoint {@code management.azure.com}: global itself, and so reachable while a region is dark, yet a call
 * about a resource of a dark region is answered 504, and a resource whose group lives in a dark region cannot be changed.
 *
 * <p>Add it with {@code azure.with(ResourceManager::new)}, and namespaces beyond the core and Microsoft.Storage with
 * {@code azure.with(a -> new ResourceManager(a).with(MyProvider::new))}. One call at a time.
 */
public final class ResourceManager implements SimService {
    private static final String HOST = "management.azure.com";

    private final SimulatedAzure azure;
    private final ArmResources resources;
    private final ArmOperations operations;
    private final Subscriptions subscriptions;
    private final ResourceGroups groups;
    private final Registrations registrations;
    private final Locks locks;
    private final Admission admission;
    private final RateLimits limits;
    private final RoleAssignments assignments;
    private final Paging paging = new Paging();
    private final Map<String, ArmProvider> providers = new LinkedHashMap<>();
    private final Map<String, ArmRoutes> routes = new LinkedHashMap<>();
    private final ArmRoutes core = new ArmRoutes();

    /** A resource manager of this Azure, with Microsoft.Authorization and Microsoft.Storage. */
    public ResourceManager(SimulatedAzure azure) {
        this.azure = azure;
        resources = new ArmResources(
                azure.state(), resource -> provider(resource.type()).ifPresent(provider -> provider.removed(resource)));
        operations = new ArmOperations(azure, resources, this::finished);
        subscriptions = new Subscriptions(azure.state(), RegionCatalog.builtIn());
        groups = new ResourceGroups(this, subscriptions);
        registrations = new Registrations(azure, providers, subscriptions);
        locks = new Locks(azure.state());
        admission = new Admission(azure, this, subscriptions, registrations, groups, locks);
        limits = new RateLimits(azure.clock());
        subscriptions.addRoutes(core);
        groups.addRoutes(core);
        registrations.addRoutes(core, this);
        subscriptions.add(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.TENANT);
        assignments = new RoleAssignments(this);
        with(arm -> new AuthorizationProvider(locks, assignments));
        with(StorageProvider::new);
    }

    /** Adds a namespace. */
    public ResourceManager with(Function<ResourceManager, ArmProvider> provider) {
        ArmProvider added = provider.apply(this);
        String key = ArmIds.fold(added.namespace());
        if (providers.putIfAbsent(key, added) != null) {
            throw new IllegalArgumentException("namespace is there already: " + added.namespace());
        }
        routes.put(key, added.routes());
        return this;
    }

    /** Adds a subscription that belongs to a tenant; a caller of another tenant is refused there. */
    public ResourceManager withSubscription(String id, String tenant) {
        subscriptions.add(id, tenant);
        return this;
    }

    /** Creates a resource group in the default subscription at once; returns its id. */
    public String createGroup(String name, String region) {
        return groups.create(SimulatedAzure.SUBSCRIPTION, name, region).id();
    }

    /** Registers a namespace in the default subscription at once. */
    public ResourceManager register(String namespace) {
        registrations.register(SimulatedAzure.SUBSCRIPTION, namespace);
        return this;
    }

    /** Whether a subscription has this namespace registered. */
    public boolean isRegistered(String subscription, String namespace) {
        return provider(namespace)
                .filter(known -> registrations.isRegistered(subscription, known))
                .isPresent();
    }

    /** Refuses calls beyond Azure's token buckets: reads 250 and 25 a second, writes and deletes 200 and 10 a second. */
    public ResourceManager enforcingRateLimits() {
        limits.enforce();
        return this;
    }

    /** Splits every list after this many entries, with a nextLink. */
    public ResourceManager pagesOf(int entries) {
        paging.size(entries);
        return this;
    }

    /**
     * Since when a principal holds one of these roles at this scope or above it; empty when it does not.
     *
     * @param roles the GUIDs of the role definitions
     */
    public Optional<Instant> holdsRole(String scope, String principalId, Set<String> roles) {
        return assignments.heldSince(scope, principalId, roles);
    }

    /** The Azure this belongs to. */
    public SimulatedAzure azure() {
        return azure;
    }

    /** All resources. */
    public ArmResources resources() {
        return resources;
    }

    /** All long-running operations. */
    public ArmOperations operations() {
        return operations;
    }

    /** A list answer, split where {@link #pagesOf} says. */
    public SimResponse page(ArmCall call, Collection<Json> values) {
        return paging.answer(call, values);
    }

    /**
     * The region a tracked resource is to be created in, from its body's {@code location}; refuses a missing, unknown or
     * unavailable one, a change of place, and a region that is out of quota for the type.
     */
    public String requireLocation(ArmCall call, String namespace, ArmType type) {
        return admission.location(call, namespace, type);
    }

    @Override
    public boolean serves(SimRequest request) {
        return HOST.equals(request.url().getHost());
    }

    @Override
    public String regionOf(SimRequest request) {
        return GLOBAL;
    }

    @Override
    public String name() {
        return "arm";
    }

    @Override
    public String concerns(SimRequest request) {
        return admission.regionOf(request);
    }

    @Override
    public synchronized SimResponse answer(SimRequest request) {
        SimResponse answer;
        try {
            operations.settle(request);
            answer = admitted(request);
        } catch (ArmRefusal refusal) {
            answer = refusal.answer();
        }
        SimResponse described = limits.describe(request, answer);
        return request.header("x-ms-correlation-request-id")
                .map(id -> described.with("x-ms-correlation-request-id", id))
                .orElse(described);
    }

    Optional<ArmProvider> provider(String typeOrNamespace) {
        int slash = typeOrNamespace.indexOf('/');
        return Optional.ofNullable(
                providers.get(ArmIds.fold(slash < 0 ? typeOrNamespace : typeOrNamespace.substring(0, slash))));
    }

    private SimResponse admitted(SimRequest request) {
        SimTokens.Caller caller = admission.authenticate(request);
        admission.requireVersion(request);
        String path = ArmCall.path(request);
        admission.subscription(path, caller);
        limits.take(request, caller);
        if (operations.regionOf(path).isPresent()) {
            admission.requireReachable(request);
            return operations.poll(request).orElseThrow(() -> ArmRefusal.notFound(path));
        }
        Optional<ArmRoutes.Match> inCore = core.find(request.method(), path);
        if (inCore.isPresent()) {
            admission.core(request);
            return call(request, caller, inCore.get());
        }
        if (core.knows(path)) {
            throw methodNotAllowed(request);
        }
        ArmRoutes.Match match = providerRoute(request, path);
        admission.provider(request, path);
        return call(request, caller, match);
    }

    private static SimResponse call(SimRequest request, SimTokens.Caller caller, ArmRoutes.Match match) {
        return match.handler().answer(new ArmCall(request, caller, match.parameters()));
    }

    private ArmRoutes.Match providerRoute(SimRequest request, String path) {
        String namespace = ArmIds.namespace(path)
                .orElseThrow(() -> new ArmRefusal(404, "NotFound", "No resource is at '" + path + "'."));
        ArmProvider provider = provider(namespace)
                .orElseThrow(() -> new ArmRefusal(
                        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid."));
        admission.requireProviderVersion(request, provider, path);
        ArmRoutes known = routes.getOrDefault(ArmIds.fold(namespace), core);
        return known.find(request.method(), path)
                .orElseThrow(() -> known.knows(path)
                        ? methodNotAllowed(request)
                        : new ArmRefusal(
                                404,
                                "InvalidResourceType",
                                "The resource type could not be found in the namespace '" + provider.namespace()
                                        + "' for the path '" + path + "'."));
    }

    private static ArmRefusal methodNotAllowed(SimRequest request) {
        return new ArmRefusal(
                405, "MethodNotAllowed", "The method " + request.method() + " is not supported by this resource.");
    }

    private void finished(ArmOperation operation) {
        if (operation.namespace().equals(ResourceGroups.NAMESPACE)) {
            groups.finished(operation);
        } else {
            provider(operation.namespace()).ifPresent(provider -> provider.finished(operation));
        }
    }
}
