package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.consumer.SourceDataSet.Identity;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.mapping.StoreRewrite;
import io.github.azuredr.datashare.resource.Finding;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.TargetKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mappings of one region's subscription carried over to the other's: each dataset is found again by name, type and
 * path, and its target is another store, because two schedules that write to one place would overwrite each other. Pure.
 *
 * @param mappings what is to be created, by name
 * @param findings what could not be carried over
 */
public record MappingTransfer(List<Named> mappings, List<Finding> findings) {

    /** Copies the lists. */
    public MappingTransfer {
        mappings = List.copyOf(mappings);
        findings = List.copyOf(findings);
    }

    /**
     * Carries mappings over.
     *
     * @param mappings those of the subscription that is in use
     * @param hereSources the datasets of that subscription
     * @param thereSources the datasets of the idle subscription
     * @param targets which store of the second region stands for which
     */
    public static MappingTransfer of(
            List<Named> mappings,
            List<SourceDataSet> hereSources,
            List<SourceDataSet> thereSources,
            StoreMapping targets) {
        List<Named> carried = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Named mapping : mappings) {
            Carrying one = carry(mapping, hereSources, thereSources, targets);
            if (one instanceof Carrying.Carried done) {
                carried.add(done.mapping());
                used.add(done.dataSetId());
            } else if (one instanceof Carrying.Left left) {
                findings.add(Finding.missing(left.rule(), "mapping " + mapping.name(), left.reason()));
            }
        }
        thereSources.stream()
                .filter(source -> !used.contains(source.id()))
                .forEach(source -> findings.add(Finding.note(
                        "not-mapped", "dataset " + source.name(), "The other region's subscription does not map it.")));
        return new MappingTransfer(carried, findings);
    }

    private sealed interface Carrying {
        record Carried(Named mapping, String dataSetId) implements Carrying {}

        record Left(String rule, String reason) implements Carrying {}
    }

    private static Carrying carry(
            Named mapping, List<SourceDataSet> here, List<SourceDataSet> there, StoreMapping targets) {
        String id = mapping.property("dataSetId").orElse("");
        Optional<Identity> identity = here.stream()
                .filter(source -> source.id().equals(id))
                .map(SourceDataSet::identity)
                .findFirst();
        if (identity.isEmpty()) {
            return new Carrying.Left("mapping-broken", "Its dataset is gone in the region in use: map it anew there.");
        }
        List<SourceDataSet> same = there.stream()
                .filter(source -> source.identity().equals(identity.get()))
                .toList();
        if (same.size() != 1) {
            return new Carrying.Left(
                    same.isEmpty() ? "dataset-missing" : "dataset-ambiguous",
                    "The other region has " + (same.isEmpty() ? "no dataset" : same.size() + " datasets")
                            + " with its name, type and path.");
        }
        Optional<TargetKind> kind = TargetKind.of(mapping.kind());
        if (kind.isEmpty()) {
            return new Carrying.Left(
                    "not-clonable", "Its kind '" + mapping.kind() + "' is not known to this version; map it by hand.");
        }
        return moved(mapping, kind.get(), same.get(0).id(), targets);
    }

    private static Carrying moved(Named mapping, TargetKind kind, String dataSetId, StoreMapping targets) {
        JsonObject from = mapping.body().at("properties").orElseGet(JsonObject::empty);
        StoreRewrite to = StoreRewrite.of(targets, from, kind.fields());
        if (!to.unmapped().isEmpty()) {
            return new Carrying.Left(
                    "target-unmapped",
                    "The mapping names no counterpart of " + String.join(" and of ", to.unmapped()) + ".");
        }
        if (to.properties().equals(from.only(kind.fields()))) {
            return new Carrying.Left(
                    "same-target", "Both regions would write to one place: map its store to another one.");
        }
        JsonObject body = JsonObject.empty()
                .with("kind", mapping.kind())
                .with("properties", to.properties())
                .with("properties.dataSetId", dataSetId);
        return new Carrying.Carried(new Named(mapping.name(), body), dataSetId);
    }
}
