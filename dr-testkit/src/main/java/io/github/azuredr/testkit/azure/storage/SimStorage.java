package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimService;
import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimStorageAccounts;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The data planes of all simulated storage accounts: {@code {account}.blob.core.windows.net} and
 * {@code {account}.dfs.core.windows.net} over the same tree.
 *
 * <p>What an account holds lies in the given state, so that a process which finds the state again finds its blobs again.
 * Calls on one account read together and write one at a time; accounts do not wait for each other.
 */
public final class SimStorage implements SimService {
    private final SimStorageAccounts accounts;
    private final SimState state;
    private final Clock clock;
    private final Gate gate;
    private final CopySources sources;
    private final Map<String, AccountTree> trees = new ConcurrentHashMap<>();

    /**
     * Creates the data planes.
     *
     * @param accounts which accounts exist, where, and with which keys
     * @param state where everything is kept, under keys that start with {@code storage/}
     * @param clock the services' time: ETags, lease ends, expiry of signatures and files
     * @param tokens whether a bearer token is good for storage
     * @param sources how the source of a server-side copy is read
     */
    public SimStorage(
            SimStorageAccounts accounts, SimState state, Clock clock, Predicate<String> tokens, CopySources sources) {
        this.accounts = accounts;
        this.state = state;
        this.clock = clock;
        this.gate = new Gate(tokens, clock);
        this.sources = sources;
    }

    /** The data planes of this Azure's storage accounts, as in {@code azure.with(SimStorage::in)}. */
    public static SimStorage in(SimulatedAzure azure) {
        return new SimStorage(
                azure.storageAccounts(),
                azure.state(),
                azure.clock(),
                token -> azure.tokens()
                        .caller(Optional.of("Bearer " + token))
                        .filter(caller -> caller.audience().startsWith("https://storage.azure.com")
                                || caller.audience().contains(".core.windows.net"))
                        .isPresent(),
                (region, read) -> fetch(azure, read));
    }

    private static Optional<SimResponse> fetch(SimulatedAzure azure, SimRequest read) {
        try {
            return Optional.of(azure.exchange(read));
        } catch (IOException unreachable) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public SimResponse refusal(SimRequest request, int status, String code, String message) {
        return Errors.answer(request, endpoint(request), new Refusal(status, code, message));
    }

    @Override
    public boolean serves(SimRequest request) {
        return account(request).isPresent();
    }

    @Override
    public String regionOf(SimRequest request) {
        return account(request).map(SimStorageAccount::region).orElse("global");
    }

    @Override
    public SimResponse answer(SimRequest request) {
        Endpoint endpoint = endpoint(request);
        try {
            SimStorageAccount account = account(request)
                    .orElseThrow(() -> new Refusal(404, "ResourceNotFound", "There is no such storage account."));
            Call call = new Call(request, account, endpoint);
            return Errors.finish(request, route(call), clock.millis());
        } catch (Refusal refusal) {
            return Errors.finish(request, Errors.answer(request, endpoint, refusal), clock.millis());
        }
    }

    /** Forgets everything an account held, as its deletion does. */
    public void forget(String account) {
        trees.remove(account);
        state.keys("storage/" + account + "/").forEach(state::remove);
    }

    /**
     * Lets a container list and read a generated tree. It is read-only, is not stored, and ends with the process; the
     * container must exist and be empty.
     *
     * @throws IllegalArgumentException when there is no such empty container
     */
    public void mount(String account, String container, SyntheticTree tree) {
        SimStorageAccount found = accounts.find(account)
                .orElseThrow(
                        () -> new IllegalArgumentException("account '" + account + "' must exist; create it first"));
        AccountTree target = tree(found);
        target.writing(() -> {
            Container into = target.containers.get(container);
            if (into == null || into.root.hasChildren()) {
                throw new IllegalArgumentException(
                        "container '" + container + "' must exist and be empty; create it before mounting");
            }
            into.root = SyntheticNode.root(into.root, tree, found.hierarchical());
            return true;
        });
    }

    private SimResponse route(Call call) {
        AccountTree tree = tree(call.account());
        gate.check(call, tree.reading(() -> publicContainer(tree, call)));
        if (call.header("x-ms-structured-body").isPresent()) {
            throw Refusal.unsupportedHeader("x-ms-structured-body");
        }
        checkLength(call);
        return call.dfs() ? new DfsRouter(tree).answer(call) : new BlobRouter(tree, sources).answer(call);
    }

    private static @Nullable Container publicContainer(AccountTree tree, Call call) {
        return tree.containers.get(call.container());
    }

    private static void checkLength(Call call) {
        Optional<String> declared = call.header("Content-Length");
        if (declared.isEmpty()) {
            if (call.body().length > 0) {
                throw new Refusal(411, "MissingContentLengthHeader", "Content-Length HTTP header is missing.");
            }
            return;
        }
        long length;
        try {
            length = Long.parseLong(declared.get());
        } catch (NumberFormatException noNumber) {
            throw Refusal.badHeader("Content-Length");
        }
        boolean piece = call.queryIs("comp", "block") || call.queryIs("action", "append");
        if (length > (piece ? Limits.LARGEST_BLOCK : Limits.LARGEST_PUT)) {
            throw new Refusal(413, "RequestBodyTooLarge", "The request body is too large.");
        }
        boolean bodyExpected = !call.method().equals("GET") && !call.method().equals("HEAD");
        if (bodyExpected && length != call.body().length) {
            throw new Refusal(400, "InvalidInput", "The body has another length than Content-Length says.");
        }
    }

    private AccountTree tree(SimStorageAccount account) {
        return trees.computeIfAbsent(
                account.name(), name -> new AccountTree(name, account.hierarchical(), state, clock));
    }

    private Optional<SimStorageAccount> account(SimRequest request) {
        String host = Optional.ofNullable(request.url().getHost()).orElse("");
        return Endpoint.BLOB
                .accountIn(host)
                .or(() -> Endpoint.DFS.accountIn(host))
                .flatMap(accounts::find);
    }

    private static Endpoint endpoint(SimRequest request) {
        String host = Optional.ofNullable(request.url().getHost()).orElse("");
        return Endpoint.DFS.accountIn(host).isPresent() ? Endpoint.DFS : Endpoint.BLOB;
    }
}
