package io.github.azuredr.datashare.consumer;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the stand-ins stand on: the consumer's account of a side, and its identity's roles on their targets.
 *
 * @param id which account
 * @param side where
 * @param state its provisioningState; empty when there is none
 * @param groupRegion where its resource group lives; empty when there is no such group
 */
record SecondAccount(AccountId id, Side side, String state, Optional<Region> groupRegion) {
    static final String GROUP_REGION = "groupRegion";

    /** Why nothing can be made there; empty when all is well. */
    Optional<String> obstacle(Situation now) {
        Region region = now.pair().region(side);
        if (state.equals("Succeeded")) {
            return Optional.empty();
        }
        if (!state.isEmpty()) {
            return Optional.of("The account " + id + " is in provisioningState " + state
                    + (state.equals("Failed") ? ": delete it first." : ": wait for it to end."));
        }
        if (groupRegion.isEmpty()) {
            return Optional.of(
                    "The resource group " + id.resourceGroup() + " was not found: create it in " + region + ".");
        }
        return groupRegion.get().equals(now.pair().region(side.other()))
                ? Optional.of("The resource group " + id.resourceGroup() + " lives in " + groupRegion.get()
                        + ": while that region is lost nothing in it can be changed. Use one in " + region + ".")
                : Optional.empty();
    }

    /**
     * Adds the steps.
     *
     * @param targets the storage accounts that will be written to
     * @return the names of the steps that everything else waits for
     */
    List<String> complete(PlanDraft<DataShareSubscriber> draft, Situation now, Set<String> targets) {
        List<String> names = new ArrayList<>();
        if (state.isEmpty()) {
            Set<String> subscriptions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            subscriptions.add(id.subscriptionId());
            targets.forEach(target -> subscriptions.add(target.split("/", -1)[2]));
            for (String subscription : subscriptions) {
                names.add(step(draft, "register-" + subscription, new RegisterNamespace(side, subscription), names));
            }
            String body = JsonObject.empty()
                    .with("location", now.pair().region(side).name())
                    .with("tags.dr-role", "secondary")
                    .with("identity.type", "SystemAssigned")
                    .json();
            names.add(step(draft, "account", new CreateAccount(side, id.name(), body), names));
        }
        for (String target : targets) {
            String store = target.substring(target.lastIndexOf('/') + 1);
            names.add(step(
                    draft, "role-" + store, new AssignRole(side, target, RoleAssignment.BLOB_DATA_CONTRIBUTOR), names));
        }
        return List.copyOf(names);
    }

    private static String step(
            PlanDraft<DataShareSubscriber> draft, String name, Step<DataShareSubscriber> step, List<String> before) {
        draft.step(name, Phase.CATCH_UP, step).after(before.toArray(String[]::new));
        return name;
    }
}
