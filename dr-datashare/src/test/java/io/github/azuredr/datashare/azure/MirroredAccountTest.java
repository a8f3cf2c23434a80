package io.github.azuredr.datashare.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.mirror.MirrorTarget;
import io.github.azuredr.datashare.mirror.ShareDifference;
import io.github.azuredr.datashare.mirror.ShareMirror;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.pair.Region;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The mirror and the port together, against a service that refuses what Azure refuses. */
class MirroredAccountTest {
    private final SimulatedShares shares = new SimulatedShares();
    private final StoreMapping mapping = StoreMapping.builder()
            .resourceGroup("rg-eastus2", "rg-centralus")
            .storageAccount("prieast", "pricentral")
            .build();

    private ShareDifference compare(ShareInventory primary) {
        DataShareAccount there = shares.account("centralus");
        MirrorTarget target = MirrorTarget.of(
                there.id(), Region.of("centralus"), there.groupRegion().map(Region::of));
        return ShareMirror.compare(primary, ShareInventory.capture(there, shares.clock.now()), target, mapping);
    }

    private void bringAbout(Intention intention, DataShareAccount there) {
        if (intention instanceof Intention.RegisterNamespace register) {
            there.register(register.subscriptionId());
        } else if (intention instanceof Intention.CreateAccount create) {
            there.createAccount(create.body());
        } else if (intention instanceof Intention.AssignRole role) {
            there.assign(role.assignment(SimulatedShares.principal(there)));
        } else if (intention instanceof Intention.PutShare put) {
            there.putShare(put.share(), put.body());
        } else if (intention instanceof Intention.PutChild put) {
            there.putChild(put.share(), put.what(), put.name(), put.body());
        }
        shares.clock.advance(Duration.ofMinutes(5));
    }

    @Test
    void secondRegionIsMadeFromTheInventoryAloneWhileTheFirstIsDark() {
        DataShareAccount here = shares.sharing("eastus2", "prieast");
        shares.storage(SimulatedShares.PROVIDER, "centralus", "pricentral");
        byte[] kept =
                ShareInventory.capture(here, shares.clock.now()).orElseThrow().bytes();
        shares.azure.region("eastus2").goDark();
        long before = shares.azure.calls().count();

        ShareDifference difference = compare(ShareInventory.parse(kept));
        difference.intentions().forEach(one -> bringAbout(one, shares.account("centralus")));

        assertThat(shares.azure.calls().since(before).to("eastus2").list()).isEmpty();
        ShareDifference again = compare(ShareInventory.parse(kept));
        assertThat(again.intentions()).isEmpty();
        assertThat(again.findings()).isEmpty();
        assertThat(shares.account("centralus")
                        .child("sales", ShareChild.DATA_SETS, "all")
                        .orElseThrow()
                        .property("storageAccountName"))
                .hasValue("pricentral");
    }

    @Test
    void datasetIsRefusedUntilTheRoleHasPropagated() {
        DataShareAccount port = shares.sharing("eastus2", "prieast");
        shares.storage(SimulatedShares.PROVIDER, "eastus2", "more");
        port.assign(new RoleAssignment(
                SimulatedShares.storeId(SimulatedShares.PROVIDER, "eastus2", "more"),
                RoleAssignment.BLOB_DATA_READER,
                SimulatedShares.principal(port)));
        JsonObject body = SimulatedShares.container(SimulatedShares.PROVIDER, "eastus2", "more", "sales");

        assertThatThrownBy(() -> port.putChild("sales", ShareChild.DATA_SETS, "more", body))
                .isInstanceOfSatisfying(ArmException.class, refused -> assertThat(refused.code())
                        .isEqualTo("5006"));
        shares.clock.advance(Duration.ofMinutes(3));
        port.putChild("sales", ShareChild.DATA_SETS, "more", body);
        assertThat(port.child("sales", ShareChild.DATA_SETS, "more")).isPresent();
    }

    @Test
    void roleThatExistsUnderAnotherNameIsAsGood() {
        DataShareAccount port = shares.sharing("eastus2", "prieast");
        String store = SimulatedShares.storeId(SimulatedShares.PROVIDER, "eastus2", "prieast");
        RoleAssignment mine = new RoleAssignment(
                store.replace("rg-eastus2", "RG-EASTUS2"),
                RoleAssignment.BLOB_DATA_READER,
                SimulatedShares.principal(port));
        assertThat(port.hasRole(mine)).isTrue();
        RoleAssignment stranger =
                new RoleAssignment(store, RoleAssignment.BLOB_DATA_CONTRIBUTOR, "aaaaaaaa-0000-0000-0000-00000000000A");

        port.assign(stranger);
        port.assign(stranger);
        port.assign(mine);

        assertThat(port.hasRole(stranger)).isTrue();
        assertThat(port.registration(SimulatedShares.PROVIDER)).isEqualTo("Registered");
        assertThat(port.groupRegion()).hasValue("eastus2");
    }

    @Test
    void absenceIsAnAnswerAndAnOutageIsNot() {
        DataShareAccount none = shares.account("centralus");

        assertThat(none.account()).isEqualTo(Optional.empty());
        assertThat(none.share("sales")).isEmpty();
        shares.azure.region("global").goDark();
        assertThatThrownBy(none::account).isInstanceOf(ArmException.class);
    }
}
