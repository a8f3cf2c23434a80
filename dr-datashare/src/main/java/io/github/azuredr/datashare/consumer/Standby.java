package io.github.azuredr.datashare.consumer;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stand-in for one subscription, and what it lacks.
 *
 * @param here the subscription in use
 * @param there the stand-in, if there is one
 * @param accept what accepting an allowed invitation to it would send, if there is one
 * @param declined why other invitations to it are not accepted
 * @param transfer the mappings it should have
 * @param side where the stand-in is
 * @param policy what the consumer wants of it
 */
record Standby(
        SubscriptionView here,
        Optional<SubscriptionView> there,
        Optional<InvitationJudgement.Accept> accept,
        List<String> declined,
        MappingTransfer transfer,
        Side side,
        ConsumerPolicy policy) {

    static Standby of(
            SubscriptionView here,
            Optional<SubscriptionView> there,
            List<InvitationJudgement> judged,
            StoreMapping targets,
            Side side,
            ConsumerPolicy policy) {
        Optional<InvitationJudgement.Accept> accept = judged.stream()
                .flatMap(one -> one instanceof InvitationJudgement.Accept yes ? Stream.of(yes) : Stream.empty())
                .findFirst();
        List<String> declined = judged.stream()
                .flatMap(one -> one instanceof InvitationJudgement.Decline no ? Stream.of(no.reason()) : Stream.empty())
                .toList();
        // Which dataset is which is found out when mapping, because ids there are not known before accepting.
        return new Standby(
                here,
                there,
                accept,
                declined,
                MappingTransfer.of(here.mappings(), here.dataSets(), here.dataSets(), targets),
                side,
                policy);
    }

    /** The storage accounts that missing mappings would write to. */
    Set<String> targets() {
        Set<String> ids = new TreeSet<>();
        if (!exists()) {
            return ids;
        }
        missing().forEach(mapping -> mapping.property("storageAccountName")
                .ifPresent(name -> ids.add("/subscriptions/"
                        + mapping.property("subscriptionId").orElse("") + "/resourceGroups/"
                        + mapping.property("resourceGroup").orElse("")
                        + "/providers/Microsoft.Storage/storageAccounts/" + name)));
        return ids;
    }

    /**
     * Accepts and maps what is missing.
     *
     * @param ground the steps that make the account and its roles
     */
    void complete(PlanDraft<DataShareSubscriber> draft, List<String> ground) {
        if (!exists()) {
            draft.note("no-standby", "subscription " + here.name() + why());
            return;
        }
        List<String> before = new ArrayList<>(ground);
        if (there.isEmpty()) {
            accept.ifPresent(yes -> draft.step(
                            name("accept"),
                            Phase.CATCH_UP,
                            new AcceptInvitation(
                                    side, subscription(), yes.body().json()))
                    .after(ground.toArray(String[]::new)));
            before.add(name("accept"));
        }
        transfer.findings().forEach(one -> draft.note(one.id(), one.subject() + ": " + one.text()));
        List<String> mapped = new ArrayList<>(before);
        for (Named mapping : missing()) {
            String step = name("map-" + mapping.name());
            draft.step(step, Phase.CATCH_UP, map(mapping, withoutId(mapping.body())))
                    .after(before.toArray(String[]::new));
            mapped.add(step);
        }
        boolean never = there.flatMap(one -> one.history().lastGood()).isEmpty();
        if (policy.whilePreparing() && never && !transfer.mappings().isEmpty()) {
            draft.step(name("first-snapshot"), Phase.CATCH_UP, snapshot(SnapshotRun.FULL, List.of()))
                    .after(mapped.toArray(String[]::new));
        }
    }

    /** Ends the schedule in use and takes it over here. */
    void takeOver(PlanDraft<DataShareSubscriber> draft, IfLost fate) {
        List<String> taken = new ArrayList<>();
        for (Named trigger : here.triggers()) {
            draft.step(
                            name("drop-" + trigger.name()),
                            Phase.QUIESCE,
                            new DropSchedule(side.other(), here.name(), trigger.name()))
                    .ifLost(fate);
            draft.undo(
                    name("undo-drop-" + trigger.name()),
                    name("drop-" + trigger.name()),
                    new TakeSchedule(side.other(), here.name(), trigger.name()));
            if (exists()) {
                taken.add(name("take-" + trigger.name()));
                draft.step(
                        name("take-" + trigger.name()),
                        Phase.ACTIVATE,
                        new TakeSchedule(side, subscription(), trigger.name()));
            }
        }
        if (policy.atFailover() && exists() && !transfer.mappings().isEmpty()) {
            draft.step(name("snapshot"), Phase.ACTIVATE, snapshot(SnapshotRun.INCREMENTAL, List.of()))
                    .after(taken.toArray(String[]::new));
        }
    }

    /** Takes a schedule over that is still armed on the other side, after ending it there. */
    void join(PlanDraft<DataShareSubscriber> draft) {
        for (Named trigger : here.triggers()) {
            String drop = name("drop-" + trigger.name());
            draft.step(drop, Phase.ACTIVATE, new DropSchedule(side.other(), here.name(), trigger.name()));
            draft.step(
                            name("join-" + trigger.name()),
                            Phase.ACTIVATE,
                            new TakeSchedule(side, subscription(), trigger.name()))
                    .after(drop);
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

    /** A snapshot after whatever the last look saw. */
    TakeSnapshot snapshot(String mode, List<ExpectedCopy> expected) {
        return new TakeSnapshot(
                side,
                subscription(),
                mode,
                there.map(one -> one.history().newestStart()).orElse(""),
                policy.longestSnapshot(),
                expected);
    }

    /** Maps the dataset that a mapping of the side in use is for to a target here. */
    MapDataSet map(Named mapping, JsonObject body) {
        SourceDataSet source = here.dataSets().stream()
                .filter(one ->
                        mapping.property("dataSetId").filter(one.id()::equals).isPresent())
                .findFirst()
                .orElseThrow();
        return new MapDataSet(
                side,
                subscription(),
                mapping.name(),
                source.name(),
                source.type(),
                source.path(),
                withoutId(body).json());
    }

    /** Whether it is there, or will be when it was completed. */
    boolean exists() {
        return there.isPresent() || accept.isPresent();
    }

    /** Why there is no stand-in and will be none. */
    String why() {
        return ": no invitation to a stand-in may be accepted."
                + declined.stream().map(reason -> " " + reason).collect(Collectors.joining());
    }

    String subscription() {
        return there.map(SubscriptionView::name).orElse(here.name());
    }

    /** Mappings that are not there, not whole, or lead elsewhere, as a rehearsal's do. */
    List<Named> missing() {
        List<Named> have = there.map(SubscriptionView::mappings).orElse(List.of());
        List<Named> missing = new ArrayList<>(transfer.mappings());
        missing.removeIf(wanted -> have.stream()
                .anyMatch(one -> one.name().equalsIgnoreCase(wanted.name()) && MapDataSet.leadsTo(one, wanted.body())));
        return missing;
    }

    String name(String words) {
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
