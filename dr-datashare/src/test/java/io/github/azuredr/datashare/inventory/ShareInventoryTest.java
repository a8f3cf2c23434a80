package io.github.azuredr.datashare.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareInventoryTest {
    private final SimulatedShares shares = new SimulatedShares();

    private ShareInventory capture(DataShareAccount port) {
        return ShareInventory.capture(port, shares.clock.now()).orElseThrow();
    }

    /** A dataset the service knows and this version does not. */
    private void plant(String name, Json body) {
        String id = SimulatedShares.id(SimulatedShares.PROVIDER, "eastus2").path() + "/shares/sales/dataSets/" + name;
        shares.arm
                .resources()
                .put(new ArmResource(id, "eastus2", body.with("id", id).with("name", name)));
    }

    @Test
    void holdsEverythingOfTheAccount() {
        DataShareAccount port = shares.sharing("eastus2", "prieast");

        ShareInventory inventory = capture(port);

        assertThat(inventory.region()).isEqualTo("eastus2");
        assertThat(inventory.principalId()).isPresent();
        ShareEntry sales = inventory.share("SALES").orElseThrow();
        assertThat(sales.share().property("terms")).hasValue("t");
        assertThat(sales.dataSets()).extracting("name").containsExactly("all");
        assertThat(sales.dataSets().get(0).property("dataSetId")).isPresent();
        assertThat(sales.schedules()).extracting("name").containsExactly("daily");
        assertThat(sales.invitations().get(0).property("invitationStatus")).hasValue("Pending");
        assertThat(sales.subscriptions()).isEmpty();
    }

    @Test
    void accountThatIsNotThereHasNoInventory() {
        assertThat(ShareInventory.capture(shares.account("centralus"), shares.clock.now()))
                .isEmpty();
    }

    @Test
    void unknownKindsAndValuesSurviveTheRoundTripAsTheyWereAnswered() {
        DataShareAccount port = shares.sharing("eastus2", "prieast");
        plant(
                "future",
                Json.parse("{\"kind\":\"Hologram\",\"properties\":{\"depth\":3.50,\"tags\":[\"a\",{\"b\":null}]}}")
                        .orElseThrow());

        ShareInventory inventory = capture(port);
        ShareInventory again = ShareInventory.parse(inventory.bytes());

        assertThat(again).isEqualTo(inventory);
        assertThat(again.bytes()).isEqualTo(inventory.bytes());
        assertThat(ShareEntry.find(again.share("sales").orElseThrow().dataSets(), "future")
                        .orElseThrow()
                        .body()
                        .at("properties")
                        .orElseThrow()
                        .json())
                .contains("\"tags\":[\"a\",{\"b\":null}]");
    }

    @Test
    void nullNameIsTakenFromTheIdAndEveryPageIsRead() {
        DataShareAccount port = shares.sharing("eastus2", "prieast");
        for (String name : List.of("b", "a", "c")) {
            plant(name, Json.object().with("kind", "Hologram"));
        }
        String id = SimulatedShares.id(SimulatedShares.PROVIDER, "eastus2").path() + "/shares/sales/dataSets/b";
        ArmResource nameless = shares.arm.resources().get(id);
        shares.arm
                .resources()
                .put(new ArmResource(id, "eastus2", nameless.body().with("name", null)));
        shares.arm.pagesOf(1);

        ShareInventory inventory = capture(port);

        assertThat(inventory.share("sales").orElseThrow().dataSets())
                .extracting("name")
                .containsExactly("a", "all", "b", "c");
    }

    @Test
    void lostRegionIsNotTakenForAnEmptyOne() {
        DataShareAccount port = shares.sharing("eastus2", "prieast");
        shares.azure.region("eastus2").goDark();

        assertThatThrownBy(() -> capture(port)).hasMessageContaining("504");
    }

    @Test
    void printsNobodysAddress() {
        ShareInventory inventory = capture(shares.sharing("eastus2", "prieast"));

        assertThat(inventory.toString())
                .isEqualTo("ShareInventory[shares-eastus2 in rg-eastus2, 1 shares, 1 datasets, 0 subscriptions, at "
                        + inventory.capturedAt() + "]");
        assertThat(inventory.shares().toString() + inventory.account()).doesNotContain("@");
        assertThat(inventory.json().json()).contains(SimulatedShares.EMAIL);
    }

    @Test
    void sameAccountAtTwoTimesDiffersOnlyByTheTime() {
        DataShareAccount port = shares.sharing("eastus2", "prieast");
        ShareInventory first = capture(port);
        shares.clock.advance(Duration.ofHours(1));

        ShareInventory second = capture(port);

        assertThat(second.shares()).isEqualTo(first.shares());
        assertThat(second.content()).isEqualTo(first.content());
        assertThat(second.bytes()).isNotEqualTo(first.bytes());
    }

    @Test
    void anotherFormatIsRefused() {
        assertThatThrownBy(() -> ShareInventory.parse(
                        "{\"format\":\"2\",\"capturedAt\":\"2026-11-20T10:00:00Z\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("format 2");
    }
}
