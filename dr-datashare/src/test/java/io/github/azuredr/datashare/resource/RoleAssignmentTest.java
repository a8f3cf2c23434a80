package io.github.azuredr.datashare.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoleAssignmentTest {
    private static final String SCOPE =
            "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/store";
    private static final String WHO = "aaaaaaaa-0000-0000-0000-000000000001";

    private final RoleAssignment role = new RoleAssignment(SCOPE, RoleAssignment.BLOB_DATA_READER, WHO);

    @Test
    void nameIsTheSameForTheSameScopeRoleAndPrincipalInAnyCase() {
        RoleAssignment loud = new RoleAssignment(
                SCOPE.replace("rg", "RG"), RoleAssignment.BLOB_DATA_READER.toUpperCase(Locale.ROOT), WHO);

        assertThat(loud.name()).isEqualTo(role.name()).isEqualTo("b64042d0-d76c-5935-9900-603b495e4140");
    }

    @Test
    void nameIsAVersionFiveUuidAndDiffersByEachPart() {
        UUID name = UUID.fromString(role.name());

        assertThat(name.version()).isEqualTo(5);
        assertThat(name.variant()).isEqualTo(2);
        assertThat(new RoleAssignment(SCOPE + "2", role.role(), WHO).name()).isNotEqualTo(role.name());
        assertThat(new RoleAssignment(SCOPE, RoleAssignment.BLOB_DATA_CONTRIBUTOR, WHO).name())
                .isNotEqualTo(role.name());
        assertThat(new RoleAssignment(SCOPE, role.role(), WHO.replace('a', 'b')).name())
                .isNotEqualTo(role.name());
    }

    @Test
    void bodyNamesTheRoleInTheStoresSubscriptionAndTheKindOfPrincipal() {
        assertThat(role.body().json())
                .isEqualTo("{\"properties\":{\"roleDefinitionId\":\"/subscriptions/s1/providers/Microsoft.Authorization"
                        + "/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1\",\"principalId\":\"" + WHO
                        + "\",\"principalType\":\"ServicePrincipal\"}}");
    }
}
