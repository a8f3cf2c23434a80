package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles and runs scripts. Compiling tries the script on a copy, so that a script with a wrong name in it has no effect.
 * A script that fails while it runs keeps the effects of the statements before: the documentation promises no more.
 */
final class JobRunner {
    private static final Pattern STORE =
            Pattern.compile("(?:adl|swebhdfs)://([a-z0-9]+)\\.azuredatalakestore\\.net(/.*)");

    private final SimulatedAzure azure;
    private final AccountBook book;
    private final BooleanSupplier wholeDefinitions;

    JobRunner(SimulatedAzure azure, AccountBook book, BooleanSupplier wholeDefinitions) {
        this.azure = azure;
        this.book = book;
        this.wholeDefinitions = wholeDefinitions;
    }

    Optional<UsqlError> compile(AccountBook.Account account, String script) {
        OverlayState copy = new OverlayState(azure.state());
        return attempt(account, script, copy, OptionalInt.empty())
                // What fails only on data is not seen by the compiler.
                .filter(error -> error.id().startsWith("E_CSC"));
    }

    Optional<UsqlError> run(AccountBook.Account account, String script, OptionalInt failAfter) {
        Optional<UsqlError> wrong = compile(account, script);
        return wrong.isPresent() ? wrong : attempt(account, script, azure.state(), failAfter);
    }

    private Optional<UsqlError> attempt(
            AccountBook.Account account, String script, SimState state, OptionalInt failAfter) {
        CatalogStore catalog = new CatalogStore(state, account.name(), azure.clock());
        UsqlSession session = new UsqlSession(catalog, uri -> file(account, state, uri));
        try {
            List<UsqlStatement> statements = UsqlParser.parse(script, wholeDefinitions.getAsBoolean());
            int done = 0;
            for (UsqlStatement statement : statements) {
                if (failAfter.isPresent() && done == failAfter.getAsInt()) {
                    throw UsqlError.running("VERTEX_FAILED", "a vertex failed after " + done + " statements");
                }
                statement.run(session);
                done++;
            }
            return Optional.empty();
        } catch (UsqlError error) {
            return Optional.of(error);
        }
    }

    private UsqlSession.FilePlace file(AccountBook.Account account, SimState state, String uri) {
        if (uri.startsWith("/")) {
            return new UsqlSession.FilePlace(new StoreFiles(state, account.defaultStore(), azure.clock()), uri);
        }
        Matcher store = STORE.matcher(uri);
        if (!store.matches()) {
            throw new UsqlError("E_CSC_USER_INVALIDPATH", 0, "the path is not understood: " + uri);
        }
        String name = store.group(1);
        if (!book.storeRegion(name).equals(Optional.of(account.region()))
                || !account.stores().contains(name)) {
            throw new UsqlError(
                    "E_CSC_USER_STORENOTREACHABLE",
                    0,
                    "the store " + name + " is not one of this account's in " + account.region());
        }
        return new UsqlSession.FilePlace(new StoreFiles(state, name, azure.clock()), store.group(2));
    }
}
