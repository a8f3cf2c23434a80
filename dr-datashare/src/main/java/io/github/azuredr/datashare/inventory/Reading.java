package io.github.azuredr.datashare.inventory;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.ShareChild;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The lists of one share, on their way. */
record Reading(
        Named share,
        CompletableFuture<List<Named>> dataSets,
        CompletableFuture<List<Named>> schedules,
        CompletableFuture<List<Named>> invitations,
        CompletableFuture<List<Named>> subscriptions,
        CompletableFuture<List<JsonObject>> received) {
    private static final List<String> KEPT =
            List.of("consumerEmail", "consumerName", "consumerTenantName", "endTime", "synchronizationId");

    static Reading begin(DataShareAccount port, Named share, Executor readers) {
        CompletableFuture<List<Named>> subscriptions =
                CompletableFuture.supplyAsync(() -> port.children(share.name(), ShareChild.SUBSCRIPTIONS), readers);
        return new Reading(
                share,
                list(port, share, ShareChild.DATA_SETS, readers),
                list(port, share, ShareChild.SCHEDULES, readers),
                list(port, share, ShareChild.INVITATIONS, readers),
                subscriptions,
                // Nobody who did not subscribe has received anything.
                subscriptions.thenApplyAsync(
                        all -> all.isEmpty() ? List.of() : newest(port.synchronizations(share.name())), readers));
    }

    ShareEntry end() {
        return new ShareEntry(
                share,
                joined(dataSets::join),
                joined(schedules::join),
                joined(invitations::join),
                joined(subscriptions::join),
                joined(received::join));
    }

    private static CompletableFuture<List<Named>> list(
            DataShareAccount port, Named share, ShareChild what, Executor readers) {
        return CompletableFuture.supplyAsync(() -> port.children(share.name(), what), readers);
    }

    /** What the port threw, as it threw it. */
    private static <T> T joined(Supplier<T> join) {
        try {
            return join.get();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }

    /** The newest good snapshot of each consumer. */
    private static List<JsonObject> newest(List<JsonObject> runs) {
        Map<String, JsonObject> byConsumer = new TreeMap<>();
        runs.stream()
                .filter(run -> List.of("Succeeded", "Completed")
                        .contains(run.text("status").orElse("")))
                .sorted(Comparator.comparing(run -> run.text("endTime").orElse("")))
                .forEach(run -> byConsumer.put(
                        run.text("consumerEmail")
                                .or(() -> run.text("consumerName"))
                                .orElse(""),
                        run.only(KEPT)));
        return List.copyOf(byConsumer.values());
    }
}
