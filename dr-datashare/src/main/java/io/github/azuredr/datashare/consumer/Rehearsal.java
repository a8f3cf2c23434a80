package io.github.azuredr.datashare.consumer;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.datashare.resource.Tally;
import io.github.azuredr.plan.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A drill of a stand-in: its mappings are lent to a container of their own, a full snapshot is taken and compared, and
 * the mappings are given back. The files stay until the drill's end deletes the container.
 *
 * @param standby the stand-in
 * @param owner how the container is marked
 */
record Rehearsal(Standby standby, String owner) {

    /**
     * Adds the steps.
     *
     * @param opened containers that another stand-in's rehearsal opens already
     */
    void draft(PlanDraft<DataShareSubscriber> draft, Map<ScratchPlace, String> opened) {
        if (standby.there().isEmpty()) {
            draft.note("not-rehearsed", "subscription " + standby.here().name() + " has no stand-in to rehearse with.");
            return;
        }
        Map<Named, RehearsalMapping> bent = new LinkedHashMap<>();
        for (Named mapping : standby.transfer().mappings()) {
            Optional<RehearsalMapping> one = RehearsalMapping.of(
                    mapping, standby.subscription(), standby.policy().scratchContainer());
            if (one.isEmpty() || missing(mapping)) {
                draft.note(
                        "not-rehearsed",
                        "mapping " + mapping.name()
                                + (one.isEmpty()
                                        ? " has a target of kind " + mapping.kind() + ", which no container stands for."
                                        : " is not there yet: run prepare first."));
                return;
            }
            bent.put(mapping, one.get());
        }
        if (bent.isEmpty()) {
            draft.note("not-rehearsed", "subscription " + standby.here().name() + " has no mapping.");
            return;
        }
        lend(draft, bent, opened);
    }

    private void lend(
            PlanDraft<DataShareSubscriber> draft, Map<Named, RehearsalMapping> bent, Map<ScratchPlace, String> opened) {
        List<String> lent = new ArrayList<>();
        for (Map.Entry<Named, RehearsalMapping> one : bent.entrySet()) {
            Named mapping = one.getKey();
            RehearsalMapping to = one.getValue();
            String open = opened.computeIfAbsent(to.place(), place -> {
                String name = "open-" + place.storageAccount();
                draft.step(name, Phase.CATCH_UP, new OpenScratch(standby.side(), place, owner));
                return name;
            });
            String step = standby.name("lend-" + mapping.name());
            draft.step(step, Phase.CATCH_UP, standby.map(mapping, to.body())).after(open);
            lent.add(step);
        }
        String snapshot = standby.name("rehearse");
        draft.step(snapshot, Phase.VERIFY, standby.snapshot(SnapshotRun.FULL, expected()))
                .after(lent.toArray(String[]::new));
        List<ScratchPlace> places =
                bent.values().stream().map(RehearsalMapping::place).distinct().toList();
        draft.step(
                        standby.name("count"),
                        Phase.VERIFY,
                        new CheckScratch(standby.side(), standby.subscription(), places, snapshot))
                .after(snapshot);
        for (Named mapping : bent.keySet()) {
            draft.step(standby.name("give-back-" + mapping.name()), Phase.TIDY, standby.map(mapping, mapping.body()));
        }
    }

    /** What the side in use last copied as a whole, for each dataset that is mapped. */
    private List<ExpectedCopy> expected() {
        SnapshotHistory history = standby.here().history();
        Map<String, Tally> written = history.written();
        List<ExpectedCopy> expected = new ArrayList<>();
        for (SourceDataSet source : standby.here().dataSets()) {
            boolean mapped = standby.transfer().mappings().stream()
                    .anyMatch(one -> one.property("dataSetId").equals(Optional.of(source.id())));
            Tally tally = written.get(source.id());
            if (mapped && tally != null) {
                expected.add(new ExpectedCopy(
                        source.name(),
                        source.type(),
                        source.path(),
                        tally.files(),
                        tally.bytes(),
                        history.isWholeStill()));
            }
        }
        return expected;
    }

    private boolean missing(Named mapping) {
        return standby.missing().stream().anyMatch(mapping::equals);
    }
}
