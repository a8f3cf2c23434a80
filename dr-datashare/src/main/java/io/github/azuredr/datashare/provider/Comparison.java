package io.github.azuredr.datashare.provider;

import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.mirror.MirrorTarget;
import io.github.azuredr.datashare.mirror.ShareDifference;
import io.github.azuredr.datashare.mirror.ShareMirror;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two accounts as they were last seen, one of which is to be like the other.
 *
 * @param here the model
 * @param there what is to be like it
 * @param target which account that is
 * @param mapping which store stands for which there
 */
record Comparison(
        Optional<ShareInventory> here, Optional<ShareInventory> there, MirrorTarget target, StoreMapping mapping) {
    static final String GROUP_REGION = "groupRegion";

    static Comparison of(Situation now, Side to, AccountId id, StoreMapping mapping) {
        Optional<Region> group =
                now.observation(to).flatMap(seen -> seen.fact(GROUP_REGION)).map(Region::of);
        return new Comparison(
                inventory(now.observation(to.other())),
                inventory(now.observation(to)),
                MirrorTarget.of(id, now.pair().region(to), group),
                mapping);
    }

    /** What is missing there; nothing when there is no model. */
    ShareDifference difference() {
        return here.map(model -> ShareMirror.compare(model, there, target, mapping))
                .orElseGet(() -> new ShareDifference(List.of(), List.of(), List.of()));
    }

    List<Intention.Invite> missingInvitations(ConsumerRegistry consumers, boolean failingOver, Instant now) {
        return consumers.missing(expectedShares(), there, failingOver, now);
    }

    /** The shares that are there when everything was brought about. */
    List<String> expectedShares() {
        List<String> names = new ArrayList<>(thereShares());
        difference().intentions().forEach(one -> {
            if (one instanceof Intention.PutShare put && names.stream().noneMatch(put.share()::equalsIgnoreCase)) {
                names.add(put.share());
            }
        });
        return List.copyOf(names);
    }

    List<String> thereShares() {
        return there.map(ShareInventory::shares).orElse(List.of()).stream()
                .map(ShareEntry::name)
                .toList();
    }

    private static Optional<ShareInventory> inventory(Optional<Observation> seen) {
        return seen.flatMap(one -> one.inventory().map(text -> ShareInventory.parse(JsonObject.parse(text), one.at())));
    }
}
