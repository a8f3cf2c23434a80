package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimService;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data planes of all simulated Data Lake Analytics accounts: catalog and jobs at {@code
 * {account}.azuredatalakeanalytics.net}. Add it with {@code azure.with(SimAnalytics::new)}; one call at a time.
 *
 * <p>The store accounts that jobs read and write exist here as plain files; {@link #createStore} makes one.
 */
public final class SimAnalytics implements SimService {
    private static final String VERSION = "2016-11-01";
    private static final Pattern HOST = Pattern.compile("([a-z0-9]{3,24})\\.azuredatalakeanalytics\\.net");

    private final SimulatedAzure azure;
    private final AccountBook book;
    private final Pages pages = new Pages();
    private final JobPace pace = new JobPace();
    private final CatalogRoutes catalog;
    private final JobRoutes jobs;
    private boolean wholeDefinitions = true;

    /** The analytics accounts of this Azure. */
    public SimAnalytics(SimulatedAzure azure) {
        this.azure = azure;
        this.book = new AccountBook(azure.state());
        this.catalog = new CatalogRoutes(pages);
        this.jobs = new JobRoutes(azure, book, pages, pace, () -> wholeDefinitions);
    }

    /** Creates a store account at once. */
    public SimAnalytics createStore(String name, String region) {
        book.putStore(name, region);
        return this;
    }

    /**
     * Creates an analytics account at once, as a finished management operation would have.
     *
     * @param store its default store, which must exist in the same region
     */
    public SimAnalytics createAccount(String name, String region, String store) {
        if (!book.storeRegion(store).equals(Optional.of(region))) {
            throw new IllegalArgumentException("store '" + store + "' must exist in " + region + "; create it first");
        }
        open(new AccountBook.Account(name, region, store, Set.of(store)));
        return this;
    }

    /** The files of a store account. */
    public StoreFiles files(String store) {
        return book.files(store, azure.clock());
    }

    /** Splits every list after this many entries. */
    public SimAnalytics pagesOf(int entries) {
        pages.size(entries);
        return this;
    }

    /** Lets links to next pages point at another host: what a compromised or broken service would do. */
    public SimAnalytics linksPointTo(String host) {
        pages.host(Optional.of(host));
        return this;
    }

    /** The catalog gives code without the words up to the object's name; the real service does not say which it does. */
    public SimAnalytics definitionsAreBodies() {
        wholeDefinitions = false;
        return this;
    }

    /** How many looks at a job it takes until it has ended; it also ends with time. */
    public SimAnalytics jobsTake(int looks) {
        pace.looks(looks);
        return this;
    }

    /** The next job of this name fails after this many of its statements have taken effect. */
    public SimAnalytics failNextJob(String name, int afterStatements) {
        pace.failNext(name, afterStatements);
        return this;
    }

    @Override
    public boolean serves(SimRequest request) {
        return account(request).isPresent();
    }

    @Override
    public String regionOf(SimRequest request) {
        return account(request).map(AccountBook.Account::region).orElse(GLOBAL);
    }

    @Override
    public String name() {
        return "datalake-analytics";
    }

    @Override
    public synchronized SimResponse answer(SimRequest request) {
        try {
            Wire call = Wire.of(request);
            AccountBook.Account account = account(request).orElseThrow(() -> Wire.notFound("The account"));
            SimTokens.Caller caller = authenticate(request);
            if (!call.parameter("api-version").equals(Optional.of(VERSION))) {
                throw new Wire.Refused(
                        400, "InvalidApiVersionParameter", "The api-version must be " + VERSION + " for this call.");
            }
            jobs.settle(account, call);
            boolean usql = call.path().size() >= 2 && call.path().subList(0, 2).equals(List.of("catalog", "usql"));
            return usql
                    ? catalog.answer(
                            store(account),
                            call,
                            call.path().subList(2, call.path().size()))
                    : jobs.answer(account, call, caller);
        } catch (Wire.Refused refused) {
            return refused.answer();
        }
    }

    AccountBook book() {
        return book;
    }

    /** Lets an account serve, with the database every account has. */
    void open(AccountBook.Account account) {
        boolean fresh = book.account(account.name()).isEmpty();
        book.put(account);
        if (fresh) {
            UsqlParser.parse("CREATE DATABASE IF NOT EXISTS master;", true)
                    .forEach(each -> each.run(new UsqlSession(store(account), uri -> {
                        throw Wire.badRequest("no file is read here");
                    })));
        }
    }

    private CatalogStore store(AccountBook.Account account) {
        return new CatalogStore(azure.state(), account.name(), azure.clock());
    }

    private Optional<AccountBook.Account> account(SimRequest request) {
        Matcher host = HOST.matcher(Optional.ofNullable(request.url().getHost()).orElse(""));
        return host.matches() ? book.account(host.group(1)) : Optional.empty();
    }

    private SimTokens.Caller authenticate(SimRequest request) {
        return azure.tokens()
                .caller(request.header("Authorization"))
                .filter(caller -> caller.audience().replaceAll("/+$", "").equals("https://datalake.azure.net"))
                .orElseThrow(() -> new Wire.Refused(
                        401, "AuthenticationFailed", "The access token is missing, expired or for another audience."));
    }
}
