package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Copies one mapping's dataset: files by their bytes, new or changed ones only when asked; nothing is ever deleted at the
 * target. A table needs a contained user named like the account.
 */
final class SnapshotCopy {
    private final Shelf shelf;
    private final Stores stores;
    private final BlobTransfer blobs;
    private final SqlTables tables;

    SnapshotCopy(Shelf shelf, Stores stores, BlobTransfer blobs, SqlTables tables) {
        this.shelf = shelf;
        this.stores = stores;
        this.blobs = blobs;
        this.tables = tables;
    }

    /** What the copying came to, as the details of a snapshot show it. */
    Json copy(ArmResource mapping, Optional<ArmResource> dataSet, Optional<Instant> since) {
        Json detail = Json.object()
                .with("name", mapping.name())
                .with("dataSetId", mapping.body().text("properties.dataSetId"))
                .with("startTime", shelf.now().toString());
        if (dataSet.isEmpty()) {
            return failed(detail, "The dataset of mapping '" + mapping.name() + "' is gone.");
        }
        Json typed = detail.with("dataSetType", dataSet.get().body().text("kind"));
        Kinds.Kind kind =
                Kinds.named(dataSet.get().body().text("kind").orElse("")).orElseThrow();
        return kind.store() == Kinds.Store.SQL
                ? table(typed, dataSet.get(), mapping)
                : files(typed, kind, dataSet.get(), mapping, since);
    }

    /** A table is always copied whole: the target is rebuilt, or written as one file. */
    private Json table(Json detail, ArmResource dataSet, ArmResource mapping) {
        SqlTables.Name source = SqlTables.name(dataSet.body().at("properties").orElseThrow());
        String reader = shelf.account(dataSet.id()).name();
        if (!stores.hasSqlUser(source.server(), reader)) {
            return failed(detail, "Login failed for user '" + reader + "' at '" + source.server() + "'.");
        }
        List<String> lines = tables.read(source.server(), source.table()).orElse(List.of());
        long rows = Math.max(0, lines.size() - 1);
        Json to = mapping.body().at("properties").orElseThrow();
        Json counted = detail.with("rowsRead", rows).with("rowsCopied", rows);
        if (!DataSetPath.container(to).isEmpty()) {
            return file(counted, lines, to);
        }
        SqlTables.Name target = SqlTables.name(to);
        String writer = shelf.account(mapping.id()).name();
        if (!stores.hasSqlUser(target.server(), writer)) {
            return failed(detail, "Login failed for user '" + writer + "' at '" + target.server() + "'.");
        }
        tables.write(target.server(), target.table(), lines);
        return done(counted, 0, 0);
    }

    private Json file(Json detail, List<String> lines, Json to) {
        if (to.text("outputType").orElse("Csv").equals("Parquet")) {
            return failed(detail, "Parquet is not simulated; map the table to Csv.");
        }
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            blobs.write(place(to), DataSetPath.inside(to), text);
        } catch (IOException unreachable) {
            return failed(detail, "A store cannot be reached: " + unreachable.getMessage());
        }
        return done(detail, 1, text.length).with("filesRead", 0).with("sizeRead", 0);
    }

    private Json files(
            Json detail, Kinds.Kind kind, ArmResource dataSet, ArmResource mapping, Optional<Instant> since) {
        Json from = dataSet.body().at("properties").orElseThrow();
        Json to = mapping.body().at("properties").orElseThrow();
        BlobTransfer.Place source = place(from);
        BlobTransfer.Place target = place(to);
        long count = 0;
        long size = 0;
        try {
            for (BlobTransfer.File file : blobs.list(source)) {
                if (!wanted(kind.single(), file, source.path()) || !isNew(file, since)) {
                    continue;
                }
                String name = kind.single() ? target.path() : below(target.path(), rest(file.name(), source.path()));
                blobs.copy(source, file.name(), target, name);
                count++;
                size += file.size();
            }
        } catch (IOException unreachable) {
            return failed(detail, "A store cannot be reached: " + unreachable.getMessage());
        }
        return done(detail, count, size);
    }

    private static boolean wanted(boolean single, BlobTransfer.File file, String path) {
        return single ? file.name().equals(path) : path.isEmpty() || file.name().startsWith(below(path, ""));
    }

    private static boolean isNew(BlobTransfer.File file, Optional<Instant> since) {
        // A store shows whole seconds.
        return since.isEmpty() || !file.modified().isBefore(since.get().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String rest(String name, String path) {
        return path.isEmpty() ? name : name.substring(below(path, "").length());
    }

    private static String below(String folder, String name) {
        return folder.isEmpty() || folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    private static BlobTransfer.Place place(Json properties) {
        return new BlobTransfer.Place(
                properties.text("storageAccountName").orElse(""),
                DataSetPath.container(properties),
                DataSetPath.inside(properties));
    }

    private Json done(Json detail, long files, long size) {
        return detail.with("status", "Succeeded")
                .with("filesRead", files)
                .with("filesWritten", files)
                .with("sizeRead", size)
                .with("sizeWritten", size)
                .with("endTime", shelf.now().toString())
                .with("durationMs", 0);
    }

    private Json failed(Json detail, String message) {
        return detail.with("status", "Failed")
                .with("message", message)
                .with("endTime", shelf.now().toString());
    }
}
