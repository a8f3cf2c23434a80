package io.github.azuredr.datashare.inventory;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.error.RecoveryException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What a provider's account held at one moment, every resource as raw as it was answered. It is kept as an attachment,
 * because it holds e-mail addresses; the hash of {@link #bytes()} is the recovery point.
 *
 * @param capturedAt when the reading began
 * @param id which account
 * @param account the account itself
 * @param shares its shares, ordered by name
 */
public record ShareInventory(Instant capturedAt, AccountId id, Named account, List<ShareEntry> shares) {
    private static final String FORMAT = "1";

    /** Copies and orders the shares. */
    public ShareInventory {
        shares = shares.stream()
                .sorted(Comparator.comparing(entry -> entry.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Reads an account, one list after the other. */
    public static Optional<ShareInventory> capture(DataShareAccount port, Instant at) {
        return capture(port, at, Runnable::run);
    }

    /**
     * Reads an account: one call for it, one for its shares, four for each share, and a fifth for one that somebody
     * subscribed to.
     *
     * @param at when the reading began, by the given clock
     * @param readers where lists are read; how many at once is its business
     * @return empty when there is no account
     */
    public static Optional<ShareInventory> capture(DataShareAccount port, Instant at, Executor readers) {
        return port.account().map(account -> {
            List<Reading> readings = port.shares().stream()
                    .map(share -> Reading.begin(port, share, readers))
                    .toList();
            return new ShareInventory(
                    at, port.id(), account, readings.stream().map(Reading::end).toList());
        });
    }

    /** The share of this name. */
    public Optional<ShareEntry> share(String name) {
        return shares.stream()
                .filter(entry -> entry.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The region, as the account says it. */
    public String region() {
        return account.body().text("location").orElse("");
    }

    /** The identity other resources give roles to. */
    public Optional<String> principalId() {
        return account.body().text("identity.principalId");
    }

    /** The same content as UTF-8 JSON. */
    public byte[] bytes() {
        return json().json().getBytes(StandardCharsets.UTF_8);
    }

    /** The same content as one JSON object. */
    public JsonObject json() {
        return content().with("capturedAt", capturedAt.toString());
    }

    /** The content without its time: the same as long as the account does not change. */
    public JsonObject content() {
        return JsonObject.empty()
                .with("format", FORMAT)
                .with("id", id.path())
                .with("account", entry(account))
                .with("shares", shares.stream().map(ShareInventory::entry).toList());
    }

    /**
     * Reads what {@link #bytes()} gave.
     *
     * @throws RecoveryException when it is something else, or was written by a version with another format
     */
    public static ShareInventory parse(byte[] bytes) {
        return parse(JsonObject.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** Reads what {@link #json()} gave. */
    public static ShareInventory parse(JsonObject json) {
        try {
            return parse(json, Instant.parse(required(json, "capturedAt")));
        } catch (DateTimeException noTime) {
            throw new RecoveryException("The share inventory's capturedAt is no time.", "capture it anew.", noTime);
        }
    }

    /** Reads what {@link #content()} gave. */
    public static ShareInventory parse(JsonObject content, Instant capturedAt) {
        if (!content.text("format").equals(Optional.of(FORMAT))) {
            throw new RecoveryException(
                    "The share inventory has the format "
                            + content.text("format").orElse("(none)") + ", not " + FORMAT + ".",
                    "read it with the version that wrote it, or capture it anew.");
        }
        return new ShareInventory(
                capturedAt,
                AccountId.parse(required(content, "id")),
                named(content.at("account").orElseThrow(() -> missing("account"))),
                content.list("shares").stream().map(ShareInventory::shareEntry).toList());
    }

    /** How much it holds; nothing personal. */
    @Override
    public String toString() {
        int dataSets =
                shares.stream().mapToInt(entry -> entry.dataSets().size()).sum();
        int consumers =
                shares.stream().mapToInt(entry -> entry.subscriptions().size()).sum();
        return "ShareInventory[" + id + ", " + shares.size() + " shares, " + dataSets + " datasets, " + consumers
                + " subscriptions, at " + capturedAt + "]";
    }

    private static JsonObject entry(Named one) {
        return JsonObject.empty().with("name", one.name()).with("body", one.body());
    }

    private static JsonObject entry(ShareEntry one) {
        Function<List<Named>, List<JsonObject>> all =
                list -> list.stream().map(ShareInventory::entry).toList();
        return entry(one.share())
                .with("dataSets", all.apply(one.dataSets()))
                .with("schedules", all.apply(one.schedules()))
                .with("invitations", all.apply(one.invitations()))
                .with("subscriptions", all.apply(one.subscriptions()))
                .with("received", one.received());
    }

    private static ShareEntry shareEntry(JsonObject json) {
        Function<String, List<Named>> all =
                field -> json.list(field).stream().map(ShareInventory::named).toList();
        return new ShareEntry(
                named(json),
                all.apply("dataSets"),
                all.apply("schedules"),
                all.apply("invitations"),
                all.apply("subscriptions"),
                json.list("received"));
    }

    private static Named named(JsonObject json) {
        return new Named(required(json, "name"), json.at("body").orElseThrow(() -> missing("body")));
    }

    private static String required(JsonObject json, String field) {
        return json.text(field).orElseThrow(() -> missing(field));
    }

    private static RecoveryException missing(String field) {
        return new RecoveryException("The share inventory has no " + field + ".", "capture it anew.");
    }
}
