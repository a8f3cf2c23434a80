package io.github.azuredr.datashare.consumer;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stand-in for one subscription, and what it lacks.
 *
 * @param here the subscription in use
 * @param there the stand-in, if there is one
 * @param accept what accepting an allowed invitation to it would send, if there is one
 * @param transfer the mappings it should have
 * @param side where the stand-in is
 */
record Standby(
        SubscriptionView here,
        Optional<SubscriptionView> there,
        Optional<InvitationJudgement.Accept> accept,
        MappingTransfer transfer,
        Side side) {

    static Standby of(
            SubscriptionView here,
            Optional<SubscriptionView> there,
            List<InvitationJudgement> judged,
            StoreMapping targets,
            Side side) {
        Optional<InvitationJudgement.Accept> accept = judged.stream()
                .flatMap(one -> one instanceof InvitationJudgement.Accept yes ? Stream.of(yes) : Stream.empty())
                .filter(yes -> yes.share().equalsIgnoreCase(here.share()))
                .findFirst();
        // Which dataset is which is found out when mapping, because ids there are not known before accepting.
        return new Standby(
                here,
                there,
                accept,
                MappingTransfer.of(here.mappings(), here.dataSets(), here.dataSets(), targets),
                side);
    }

    /** What keeps it from taking over. */
    Optional<Gap> gap(String label) {
        if (there.isEmpty()) {
            return Optional.of(Gap.critical(
                    "no-standby",
                    "Subscription " + here.name() + " has no stand-in on " + label
                            + (accept.isEmpty() ? ", and no invitation to one may be accepted." : "."),
                    accept.isEmpty() ? "ask the provider for an invitation, or allow its share." : "run prepare."));
        }
        List<String> unmapped = missing().stream().map(Named::name).toList();
        if (!unmapped.isEmpty()) {
            return Optional.of(Gap.warning(
                    "not-mapped",
                    "The stand-in of " + here.name() + " on " + label + " lacks the mappings "
                            + String.join(", ", unmapped) + ".",
                    "run prepare."));
        }
        return here.triggers().isEmpty() || there.get().triggers().isEmpty()
                ? Optional.empty()
                : Optional.of(Gap.warning(
                        "two-schedules",
                        "Both sides take snapshots of " + here.share() + " by schedule.",
                        "run reprotect, which ends the one that is not in use."));
    }

    /** Accepts and maps what is missing. */
    void complete(PlanDraft<DataShareSubscriber> draft) {
        if (there.isEmpty() && accept.isEmpty()) {
            draft.note("no-standby", "subscription " + here.name() + ": no invitation to a stand-in may be accepted.");
            return;
        }
        String accepting = name("accept");
        if (there.isEmpty()) {
            accept.ifPresent(yes -> draft.step(
                    accepting,
                    Phase.CATCH_UP,
                    new AcceptInvitation(side, subscription(), yes.body().json())));
        }
        transfer.findings().forEach(one -> draft.note(one.id(), one.subject() + ": " + one.text()));
        for (Named mapping : missing()) {
            SourceDataSet source = here.dataSets().stream()
                    .filter(one -> mapping.property("dataSetId")
                            .filter(one.id()::equals)
                            .isPresent())
                    .findFirst()
                    .orElseThrow();
            var drafted = draft.step(
                    name("map-" + mapping.name()),
                    Phase.CATCH_UP,
                    new MapDataSet(
                            side,
                            subscription(),
                            mapping.name(),
                            source.name(),
                            source.type(),
                            source.path(),
                            withoutId(mapping.body()).json()));
            if (there.isEmpty()) {
                drafted.after(accepting);
            }
        }
    }

    /** Ends the schedule in use and takes it over here. */
    void takeOver(PlanDraft<DataShareSubscriber> draft, IfLost fate) {
        for (Named trigger : here.triggers()) {
            draft.step(
                            name("drop-" + trigger.name()),
                            Phase.QUIESCE,
                            new DropSchedule(side.other(), here.name(), trigger.name()))
                    .ifLost(fate);
            if (exists()) {
                draft.step(
                        name("take-" + trigger.name()),
                        Phase.ACTIVATE,
                        new TakeSchedule(side, subscription(), trigger.name()));
            }
        }
    }

    /** Ends schedules here: the stand-in is idle. */
    void idle(PlanDraft<DataShareSubscriber> draft) {
        there.map(SubscriptionView::triggers)
                .orElse(List.of())
                .forEach(trigger -> draft.step(
                        name("idle-" + trigger.name()),
                        Phase.QUIESCE,
                        new DropSchedule(side, subscription(), trigger.name())));
    }

    void check(PlanDraft<DataShareSubscriber> draft) {
        if (exists()) {
            draft.step(name("check"), Phase.VERIFY, new CheckSubscription(side, subscription()));
        }
    }

    /** Whether it is there, or will be when it was completed. */
    private boolean exists() {
        return there.isPresent() || accept.isPresent();
    }

    private String subscription() {
        return there.map(SubscriptionView::name).orElse(here.name());
    }

    private List<Named> missing() {
        List<Named> have = there.map(SubscriptionView::mappings).orElse(List.of());
        List<Named> missing = new ArrayList<>(transfer.mappings());
        missing.removeIf(wanted -> have.stream()
                .anyMatch(one -> one.name().equalsIgnoreCase(wanted.name())
                        && one.property("dataSetMappingStatus").equals(Optional.of("Ok"))));
        return missing;
    }

    private String name(String words) {
        return (words + "-" + here.name()).replaceAll("\\s", "_");
    }

    private static JsonObject withoutId(JsonObject body) {
        JsonObject properties = body.at("properties").orElseGet(JsonObject::empty);
        return body.with(
                "properties",
                properties.only(properties.names().stream()
                        .filter(name -> !name.equals("dataSetId"))
                        .toList()));
    }
}
