package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimService;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file systems of Data Lake Storage Gen1: WebHDFS and the service's extensions at {@code
 * ACCOUNT.azuredatalakestore.net}. Accounts come from {@link StoreProvider} or {@link #createAccount}. One call at a time.
 *
 * <p>What no document says is a choice made here: a rename onto a taken name and a deletion of nothing answer false, a
 * rename of nothing 404; a rename keeps a file's time; access lists are shown with their base entries.
 */
public final class SimGen1 implements SimService {
    private static final Pattern HOST = Pattern.compile("([a-z0-9]{3,24})\\.azuredatalakestore\\.net");

    private final SimulatedAzure azure;
    private final Gen1Accounts accounts;
    private int page = Integer.MAX_VALUE;

    /** The Gen1 accounts of this Azure. */
    public SimGen1(SimulatedAzure azure) {
        this.azure = azure;
        this.accounts = new Gen1Accounts(azure.state());
    }

    /** Creates an account at once, as a finished management operation would have; it belongs to the default caller. */
    public SimGen1 createAccount(String name, String region) {
        accounts.open(name, region, SimTokens.principalOf(SimulatedAzure.TENANT));
        return this;
    }

    /** Splits every listing after this many entries. */
    public SimGen1 pagesOf(int entries) {
        page = entries;
        return this;
    }

    /** The files of an account, for a test to write and look at without a call. */
    public Gen1Files files(String account) {
        return new Gen1Files(new Tree(azure.state(), azure.clock(), account));
    }

    @Override
    public boolean serves(SimRequest request) {
        return account(request).isPresent();
    }

    @Override
    public String regionOf(SimRequest request) {
        return account(request).flatMap(accounts::region).orElse(GLOBAL);
    }

    @Override
    public String name() {
        return "gen1";
    }

    @Override
    public SimResponse refusal(SimRequest request, int status, String code, String message) {
        String exception =
                status == 429 ? "ThrottledException" : status == 403 ? "AccessControlException" : "RuntimeException";
        return HdfsRefusal.answer(status, exception, message);
    }

    @Override
    public synchronized SimResponse answer(SimRequest request) {
        try {
            String caller = authenticate(request).principalId();
            Tree tree = new Tree(azure.state(), azure.clock(), account(request).orElseThrow());
            return answer(HdfsCall.of(request), tree, caller);
        } catch (HdfsRefusal refused) {
            return refused.answer();
        } catch (IllegalArgumentException unreadable) {
            return HdfsRefusal.illegal("The address is not percent-encoded correctly.")
                    .answer();
        }
    }

    private SimResponse answer(HdfsCall call, Tree tree, String caller) {
        FileOps files = new FileOps(tree, caller);
        NamespaceOps names = new NamespaceOps(tree, caller, page);
        AccessOps access = new AccessOps(tree, caller);
        access.require(call.path(), call.is("GET", false) ? 'r' : 'w');
        return switch (call.request().method() + (call.extension() ? " ext " : " ") + call.op()) {
            case "GET OPEN" -> files.open(call);
            case "GET GETFILESTATUS", "GET MSGETFILESTATUS" -> names.status(call);
            case "GET LISTSTATUS", "GET MSLISTSTATUS" -> names.list(call);
            case "GET GETCONTENTSUMMARY" -> names.summary(call);
            case "GET GETACLSTATUS" -> access.aclStatus(call);
            case "GET CHECKACCESS" -> access.check(call);
            case "PUT CREATE" -> files.create(call);
            case "PUT MKDIRS" -> names.makeDirectories(call);
            case "PUT RENAME" -> names.rename(call);
            case "PUT SETOWNER" -> access.setOwner(call);
            case "PUT SETPERMISSION" -> access.setPermission(call);
            case "PUT SETTIMES" -> names.setTimes(call);
            case "PUT SETACL" -> access.setAcl(call);
            case "PUT MODIFYACLENTRIES" -> access.modifyAcl(call);
            case "PUT REMOVEACLENTRIES" -> access.removeEntries(call);
            case "PUT REMOVEACL" -> access.removeAcl(call);
            case "PUT REMOVEDEFAULTACL" -> access.removeDefaults(call);
            case "POST APPEND" -> files.append(call);
            case "POST MSCONCAT" -> files.concat(call);
            case "POST ext CONCURRENTAPPEND" -> files.appendConcurrently(call);
            case "PUT ext SETEXPIRY" -> files.expire(call);
            case "DELETE DELETE" -> names.delete(call);
            default ->
                throw HdfsRefusal.unsupported(
                        "No such operation: " + call.request().method() + " " + call.op());
        };
    }

    private SimTokens.Caller authenticate(SimRequest request) {
        return azure.tokens()
                .caller(request.header("Authorization"))
                .filter(caller -> caller.audience().replaceAll("/+$", "").equals("https://datalake.azure.net"))
                .orElseThrow(() ->
                        HdfsRefusal.unauthenticated("The access token is missing, expired or for another audience."));
    }

    private Optional<String> account(SimRequest request) {
        Matcher host = HOST.matcher(Optional.ofNullable(request.url().getHost()).orElse(""));
        return host.matches() && accounts.region(host.group(1)).isPresent()
                ? Optional.of(host.group(1))
                : Optional.empty();
    }
}
