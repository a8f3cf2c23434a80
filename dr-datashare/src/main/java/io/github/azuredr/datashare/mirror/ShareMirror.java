package io.github.azuredr.datashare.mirror;

import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.DataSetMapper;
import io.github.azuredr.datashare.mapping.ManualStep;
import io.github.azuredr.datashare.mapping.MappedDataSet;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.resource.Finding;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.pair.Region;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The primary minus the secondary. Names stay, so that a consumer recognises them; what only the secondary has is told and
 * never deleted. Pure: the same inventories and mapping give the same difference.
 */
public final class ShareMirror {
    private final ShareInventory primary;
    private final Optional<ShareInventory> secondary;
    private final MirrorTarget target;
    private final DataSetMapper mapper;

    private final List<Intention> shares = new ArrayList<>();
    private final List<Intention> children = new ArrayList<>();
    private final Set<String> readable = new LinkedHashSet<>();
    private final Set<ManualStep> manual = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private ShareMirror(
            ShareInventory primary, Optional<ShareInventory> secondary, MirrorTarget target, StoreMapping mapping) {
        this.primary = primary;
        this.secondary = secondary;
        this.target = target;
        this.mapper = new DataSetMapper(mapping, target.id().name());
    }

    /**
     * Compares.
     *
     * @param primary what is to be mirrored, possibly captured long ago
     * @param secondary what is there; empty when there is no account yet
     */
    public static ShareDifference compare(
            ShareInventory primary, Optional<ShareInventory> secondary, MirrorTarget target, StoreMapping mapping) {
        return new ShareMirror(primary, secondary, target, mapping).difference();
    }

    private ShareDifference difference() {
        group();
        account();
        primary.shares().forEach(this::share);
        secondary.ifPresent(there -> there.shares().stream()
                .filter(entry -> primary.share(entry.name()).isEmpty())
                .forEach(entry -> onlyThere("share " + entry.name())));
        List<Intention> all = new ArrayList<>();
        subscriptions().forEach(id -> all.add(new Intention.RegisterNamespace(id)));
        if (secondary.isEmpty()) {
            all.add(new Intention.CreateAccount(accountBody()));
        }
        readable.forEach(scope -> all.add(new Intention.AssignRole(scope, RoleAssignment.BLOB_DATA_READER)));
        all.addAll(shares);
        all.addAll(children);
        return new ShareDifference(all, List.copyOf(manual), findings);
    }

    private void group() {
        String subject = "resource group " + target.id().resourceGroup();
        Region first = Region.of(primary.region());
        if (target.groupRegion().isEmpty()) {
            findings.add(Finding.blocks(
                    "group-missing", subject, "It was not found: create it in " + target.region() + " first."));
        } else if (target.groupRegion().get().equals(first)) {
            findings.add(Finding.blocks(
                    "group-in-first-region",
                    subject,
                    "It lives in " + first + ": while that region is lost nothing in the group can be changed. Use a"
                            + " group in " + target.region() + "."));
        } else if (!target.groupRegion().get().equals(target.region())) {
            findings.add(Finding.note(
                    "group-in-third-region",
                    subject,
                    "It lives in " + target.groupRegion().get()
                            + ", which must answer for the account to be changed."));
        }
    }

    private void account() {
        if (secondary.isEmpty()) {
            return;
        }
        Named there = secondary.get().account();
        String subject = "account " + target.id().name();
        String state = there.property("provisioningState").orElse("Succeeded");
        if (!Region.of(secondary.get().region()).equals(target.region())) {
            findings.add(Finding.blocks(
                    "account-elsewhere",
                    subject,
                    "It is in " + secondary.get().region() + " and not in " + target.region()
                            + ": choose another name or group."));
        }
        if (!state.equals("Succeeded")) {
            findings.add(Finding.blocks(
                    "account-not-ready",
                    subject,
                    "Its provisioningState is " + state
                            + (state.equals("Failed") ? ": delete it and create it anew." : ": wait for it to end.")));
        }
    }

    private void share(ShareEntry entry) {
        String subject = "share " + entry.name();
        Optional<ShareEntry> there = secondary.flatMap(inventory -> inventory.share(entry.name()));
        String kind = entry.share().property("shareKind").orElse("CopyBased");
        if (!kind.equals("CopyBased") && !kind.equals("InPlace")) {
            findings.add(Finding.missing(
                    "not-clonable",
                    subject,
                    "Its kind '" + kind + "' is not known to this version; nothing is copied."));
            return;
        }
        if (there.isPresent()
                && !there.get()
                        .share()
                        .property("shareKind")
                        .orElse("CopyBased")
                        .equals(kind)) {
            findings.add(Finding.missing(
                    "share-kind-differs",
                    subject,
                    "It is of another kind in " + target.region() + ", which cannot be changed: delete it there."));
            return;
        }
        JsonObject body = shareBody(entry.share(), kind);
        if (there.isEmpty() || !shareBody(there.get().share(), kind).equals(body)) {
            shares.add(new Intention.PutShare(entry.name(), body));
        }
        entry.dataSets().forEach(dataSet -> dataSet(entry, dataSet, there));
        entry.schedules().forEach(schedule -> schedule(entry, schedule, there));
        there.ifPresent(other -> {
            onlyThere(entry, "dataset", entry.dataSets(), other.dataSets());
            onlyThere(entry, "schedule", entry.schedules(), other.schedules());
        });
    }

    private void dataSet(ShareEntry share, Named dataSet, Optional<ShareEntry> there) {
        String subject = "share " + share.name() + ", dataset " + dataSet.name();
        MappedDataSet mapped = mapper.map(dataSet);
        if (mapped instanceof MappedDataSet.NotClonable not) {
            findings.add(Finding.missing("not-clonable", subject, "It is not clonable: " + not.reason() + "."));
        } else if (mapped instanceof MappedDataSet.Clonable clonable) {
            clonable.notes()
                    .forEach(note -> findings.add(Finding.note("dataset-note", subject, "To know: " + note + ".")));
            boolean same = there.flatMap(other -> ShareEntry.find(other.dataSets(), dataSet.name()))
                    .filter(other -> DataSetSameness.same(clonable.body(), other))
                    .isPresent();
            if (!same) {
                children.add(
                        new Intention.PutChild(share.name(), ShareChild.DATA_SETS, dataSet.name(), clonable.body()));
                clonable.roleScope().ifPresent(readable::add);
                manual.addAll(clonable.manual());
            }
        }
    }

    private void schedule(ShareEntry share, Named schedule, Optional<ShareEntry> there) {
        String subject = "share " + share.name() + ", schedule " + schedule.name();
        Optional<JsonObject> body = Schedules.body(schedule);
        if (body.isEmpty()) {
            findings.add(Finding.missing(
                    "not-clonable", subject, "It is of a kind or interval that is not known to this version."));
            return;
        }
        boolean same = there.flatMap(other -> ShareEntry.find(other.schedules(), schedule.name()))
                .filter(other -> Schedules.same(schedule, other))
                .isPresent();
        if (!same) {
            children.add(new Intention.PutChild(share.name(), ShareChild.SCHEDULES, schedule.name(), body.get()));
        }
    }

    private void onlyThere(ShareEntry share, String what, List<Named> here, List<Named> there) {
        there.stream()
                .filter(one -> ShareEntry.find(here, one.name()).isEmpty())
                .forEach(one -> onlyThere("share " + share.name() + ", " + what + " " + one.name()));
    }

    private void onlyThere(String subject) {
        findings.add(Finding.note(
                "only-on-secondary",
                subject,
                "It is only in " + target.region() + ": delete it there if it was deleted on purpose here."));
    }

    /** The account's subscription, and those of stores elsewhere. */
    private Set<String> subscriptions() {
        Set<String> ids = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (secondary.isEmpty()) {
            ids.add(target.id().subscriptionId());
        }
        readable.forEach(scope -> {
            String id = scope.split("/", -1)[2];
            if (!id.equalsIgnoreCase(target.id().subscriptionId())) {
                ids.add(id);
            }
        });
        return ids;
    }

    private JsonObject accountBody() {
        JsonObject tags = JsonObject.empty();
        for (var tag : target.tags().entrySet()) {
            tags = tags.withOwn(tag.getKey(), tag.getValue());
        }
        return JsonObject.empty()
                .with("location", target.region().name())
                .with("tags", tags)
                .with("identity.type", "SystemAssigned");
    }

    private static JsonObject shareBody(Named share, String kind) {
        return JsonObject.empty()
                .with("properties", JsonObject.empty())
                .withOptional("properties.description", share.property("description"))
                .withOptional("properties.terms", share.property("terms"))
                .with("properties.shareKind", kind);
    }
}
