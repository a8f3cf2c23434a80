package io.github.azuredr.testkit.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A stateful, strict Azure of as many regions as a test names: a plain function from request to response, with two
 * transports and a panel of faults.
 *
 * <p>It knows no service by itself; {@link #with} adds them. Clients get {@link #httpClient()} and {@link #credential()},
 * and a client that takes no HTTP client is pointed at {@link #loopback()}. Safe for concurrent use.
 *
 * <p>With {@code -Ddr.testkit.record=FOLDER}, or {@link #recordTo}, every exchange becomes one JSON line without secrets.
 */
public final class SimulatedAzure {
    /** The subscription that exists from the start. */
    public static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

    /** The tenant of {@link #SUBSCRIPTION}, and of {@link #credential()}. */
    public static final String TENANT = "home";

    private final Clock clock;
    private final SimState state;
    private final FrontDoor door;
    private final SimTokens tokens;
    private final StoredStorageAccounts storageAccounts;

    private SimulatedAzure(SimState state, Clock clock) {
        this.clock = clock;
        this.state = state;
        this.door = new FrontDoor(clock, state);
        this.tokens = new SimTokens(clock);
        this.storageAccounts = new StoredStorageAccounts(state);
    }

    /**
     * An Azure that ends with the process.
     *
     * @param clock what the services take for the time; a ManualClock makes all waiting virtual
     */
    public static SimulatedAzure inMemory(Clock clock) {
        return new SimulatedAzure(new InMemoryState(), clock);
    }

    /**
     * An Azure kept in a folder: a killed process that opens the folder again finds its resources, operations under way
     * and region switches. One process at a time.
     */
    public static SimulatedAzure in(Path folder, Clock clock) {
        return new SimulatedAzure(new FolderState(folder), clock);
    }

    /** Adds a service; of two that serve the same request the first added answers. */
    public SimulatedAzure with(SimService service) {
        door.services().add(service);
        return this;
    }

    /** Adds a service that is built on this Azure, as in {@code with(ResourceManager::new)}. */
    public SimulatedAzure with(Function<SimulatedAzure, ? extends SimService> service) {
        return with((SimService) service.apply(this));
    }

    /**
     * The service of this type that was added.
     *
     * @throws IllegalStateException when there is none
     */
    public <T extends SimService> T service(Class<T> type) {
        return find(type)
                .orElseThrow(() -> new IllegalStateException(
                        "No " + type.getSimpleName() + " in this Azure; add one using with(...)"));
    }

    /** The service of this type that was added, if any. */
    public <T extends SimService> Optional<T> find(Class<T> type) {
        return door.services().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The switch panel of a region; {@code global} is that of the global endpoints. */
    public SimRegion region(String name) {
        return door.region(name);
    }

    /** The next matching calls, this many, take effect, but the client sees its connection break instead of an answer. */
    public SimulatedAzure loseAnswerAfterEffect(Predicate<SimRequest> matcher, int times) {
        door.lost().add(false, matcher, times);
        return this;
    }

    /** The next matching calls, this many, break before they reach the service. */
    public SimulatedAzure loseRequest(Predicate<SimRequest> matcher, int times) {
        door.lost().add(true, matcher, times);
        return this;
    }

    /** Loses the results of all long-running operations in these regions; what they do goes on. */
    public SimulatedAzure loseOperations(String... regions) {
        for (String name : regions) {
            region(name).loseOperations();
        }
        return this;
    }

    /** Every call so far. */
    public SimCalls calls() {
        return door.calls();
    }

    /** The in-process transport: no socket, answers on the calling thread, failures are IOExceptions. */
    public HttpClient httpClient() {
        return new InProcessHttpClient(door);
    }

    /** The transport for clients that take no HTTP client: plain HTTP on 127.0.0.1; close it after use. */
    public Loopback loopback() {
        return new Loopback(door, Optional.empty());
    }

    /**
     * The loopback transport for one client that can be given only host and port.
     *
     * @param azureHost the Azure host that requests without another one are for
     */
    public Loopback loopback(String azureHost) {
        return new Loopback(door, Optional.of(azureHost));
    }

    /** Signs in the default caller of {@link #TENANT}. */
    public TokenCredential credential() {
        return credential(TENANT);
    }

    /** Signs in the default caller of a tenant, which needs no set-up; a name such as {@code tenant-a} will do. */
    public TokenCredential credential(String tenant) {
        return credential(tenant, SimTokens.principalOf(tenant));
    }

    /** Signs in a caller by its object id. */
    public TokenCredential credential(String tenant, String principalId) {
        return new SimCredential(tokens, clock, tenant, principalId);
    }

    /** The tokens that {@link #credential()} hands out and services check. */
    public SimTokens tokens() {
        return tokens;
    }

    /** The storage accounts that exist. */
    public StoredStorageAccounts storageAccounts() {
        return storageAccounts;
    }

    /** What the services take for the time. */
    public Clock clock() {
        return clock;
    }

    /** Where services keep what must survive; each under a key prefix of its own. */
    public SimState state() {
        return state;
    }

    /** Records every exchange from now on in a new file of this folder. */
    public SimulatedAzure recordTo(Path folder) {
        door.recorder().to(folder);
        return this;
    }

    /**
     * Does something and marks every exchange recorded meanwhile as one that breaks the protocol on purpose.
     *
     * @param why what is wrong with them, for the reader of the record
     */
    public void deliberately(String why, Runnable exchanges) {
        door.recorder().beginDeliberate(why);
        try {
            exchanges.run();
        } finally {
            door.recorder().endDeliberate();
        }
    }

    /** As {@link #deliberately(String, Runnable)}, with a result. */
    public <T> T deliberately(String why, Supplier<T> exchanges) {
        List<T> result = new ArrayList<>(1);
        deliberately(why, () -> {
            result.add(exchanges.get());
        });
        return result.get(0);
    }

    /**
     * Sends one request: what both transports do.
     *
     * @throws IOException when there is no answer: an unknown host, a dark region, an answer that was lost
     */
    public SimResponse exchange(SimRequest request) throws IOException {
        return door.exchange(request);
    }
}
