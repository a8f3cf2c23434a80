package io.github.azuredr.examples;

import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mirror.IntendedRequest;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.mirror.MirrorTarget;
import io.github.azuredr.datashare.mirror.ShareDifference;
import io.github.azuredr.datashare.mirror.ShareMirror;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import io.github.azuredr.time.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows what would be created for a provider's account in a second region, without any permission; see {@link #USAGE}. */
public final class MirrorPlan {
    static final int DONE = 0;
    static final int BLOCKED = 1;
    static final int NOT_STARTED = 2;

    static final String USAGE = """
            usage: MirrorPlan INVENTORY.jsonl MAPPING.json OUT_DIR

            INVENTORY.jsonl  recorded GET exchanges of a provider's account, one JSON object a line:
                             {"request": {"method", "url"}, "response": {"status", "body"}}
                             the account, its shares, and of each share dataSets and synchronizationSettings;
                             invitations, providerShareSubscriptions and the second account where they exist
            MAPPING.json     target account and which store stands for which, as dr-datashare/README.md says

            Writes OUT_DIR/plan.txt, the page, and OUT_DIR/requests.jsonl, the requests it would send, in order.
            Sends nothing. {principalId} and {name} stand for what only the account's creation brings.

            Exit: 0 done, 1 something must be settled before anything can be sent, 2 nothing was started.
            """;

    private final Recording recording;
    private final MirrorMapping mapping;
    private final Instant now;

    private MirrorPlan(Recording recording, MirrorMapping mapping, Instant now) {
        this.recording = recording;
        this.mapping = mapping;
        this.now = now;
    }

    /** Runs and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err, TimeSource.system()));
    }

    static int run(String[] args, PrintStream out, PrintStream err, TimeSource time) {
        if (args.length != 3) {
            err.print(USAGE);
            return NOT_STARTED;
        }
        try {
            Recording recording = Recording.of(Files.readAllLines(Path.of(args[0])));
            MirrorMapping mapping = MirrorMapping.parse(Files.readString(Path.of(args[1])));
            return new MirrorPlan(recording, mapping, time.now()).write(Path.of(args[2]), out);
        } catch (RecoveryException | IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            err.println("A file or folder cannot be read or written: " + e.getMessage());
        }
        return NOT_STARTED;
    }

    private int write(Path folder, PrintStream out) throws IOException {
        AccountId source = source();
        ShareInventory primary = inventory(source)
                .orElseThrow(() -> new RecoveryException(
                        "The recording lacks GET " + source.path() + ".", "record the account itself, too."));
        Optional<ShareInventory> secondary = inventory(mapping.target());
        Optional<Region> group =
                new RecordedAccount(recording, mapping.target()).groupRegion().map(Region::of);
        MirrorTarget target =
                MirrorTarget.of(mapping.target(), mapping.region(), group.or(() -> Optional.of(mapping.region())));
        ShareDifference difference = ShareMirror.compare(primary, secondary, target, mapping.stores());
        List<Intention> all = new ArrayList<>(difference.isBlocked() ? List.of() : difference.intentions());
        if (!difference.isBlocked()) {
            all.addAll(invitations(primary, secondary, false));
            // Where an account is, the namespace is registered.
            all.removeIf(one -> one instanceof Intention.RegisterNamespace register
                    && register.subscriptionId().equalsIgnoreCase(source.subscriptionId()));
        }
        Optional<String> principal = secondary.flatMap(ShareInventory::principalId);
        List<IntendedRequest> requests = all.stream()
                .map(one -> one.request(mapping.target(), principal))
                .toList();
        MirrorPage page = new MirrorPage(primary, secondary, target, group.isPresent(), difference, all);
        String text = page.text(
                invitations(primary, secondary, true),
                mapping.consumers().map(known -> known.uncovered(primary)).orElse(List.of()));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("plan.txt"), text);
        Files.write(
                folder.resolve("requests.jsonl"),
                requests.stream().map(MirrorPlan::line).toList());
        out.print(text);
        return difference.isBlocked() ? BLOCKED : DONE;
    }

    private List<Intention.Invite> invitations(
            ShareInventory primary, Optional<ShareInventory> secondary, boolean failingOver) {
        List<String> shares =
                primary.shares().stream().map(share -> share.name()).toList();
        return mapping.consumers()
                .map(known -> known.missing(shares, secondary, failingOver, now))
                .orElse(List.of());
    }

    private Optional<ShareInventory> inventory(AccountId id) {
        return ShareInventory.capture(new RecordedAccount(recording, id), now);
    }

    /** The account to mirror: the one that is named, or the only one that is not the target. */
    private AccountId source() {
        List<AccountId> others = recording.accounts().stream()
                .filter(id -> !id.path().equalsIgnoreCase(mapping.target().path()))
                .toList();
        if (mapping.source().isEmpty() && others.size() != 1) {
            throw new RecoveryException(
                    "The recording shows " + others.size() + " Data Share accounts besides the target.",
                    "name the one to mirror as source in the mapping file.");
        }
        return mapping.source().orElseGet(() -> others.get(0));
    }

    /** The recording format, without a response. */
    private static String line(IntendedRequest request) {
        JsonObject line = JsonObject.empty()
                .with("service", "arm")
                .with("request.method", request.method())
                .with("request.url", request.url());
        line = request.body().isPresent()
                ? line.with("request.headers", JsonObject.empty().with("Content-Type", "application/json"))
                        .with("request.body", request.body().get())
                : line.with("request.headers", JsonObject.empty());
        return line.json();
    }
}
