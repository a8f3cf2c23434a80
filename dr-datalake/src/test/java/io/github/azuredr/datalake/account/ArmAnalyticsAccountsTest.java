package io.github.azuredr.datalake.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmFailure;
import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.datalake.azure.account.ArmAnalyticsAccounts;
import io.github.azuredr.datalake.naming.AccountName;
import io.github.azuredr.datalake.naming.NameCheck;
import io.github.azuredr.datalake.naming.NamingScheme;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The port over Azure Resource Manager, and what steps make of its refusals. */
class ArmAnalyticsAccountsTest {
    private final SimulatedAccounts accounts = new SimulatedAccounts();
    private final AnalyticsAccounts east = accounts.port(Side.A);
    private final AnalyticsAccounts central = accounts.port(Side.B);

    /** What a step is given when its port refuses everything with this code. */
    @SuppressWarnings("unchecked")
    private StepContext<AccountsSide> refusing(int status, String code) {
        AnalyticsAccounts port = (AnalyticsAccounts) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AnalyticsAccounts.class}, (proxy, method, arguments) -> {
                    throw new ArmException(ArmFailure.of("PUT", "/a", status, code, "no"));
                });
        AccountsSide side = () -> port;
        return (StepContext<AccountsSide>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StepContext.class}, (proxy, method, arguments) -> side);
    }

    @Test
    void everythingAnAccountHasIsRead() {
        AnalyticsAccount lake = east.analytics("lakeeast").orElseThrow();

        assertThat(lake.region()).isEqualTo("eastus2");
        assertThat(lake.settings())
                .isEqualTo(new AnalyticsSettings(
                        "Commitment_500AUHours",
                        new Firewall(true, false),
                        7,
                        90,
                        Optional.of(40),
                        Optional.of(5),
                        60));
        assertThat(lake.stores()).containsExactly("storeeast", "moreeast");
        assertThat(lake.storage()).containsExactly(new LinkedStorage("blobeast", "core.windows.net"));
        assertThat(lake.policies())
                .containsExactly(new ComputePolicy(
                        "nightly", SimulatedAccounts.ANA, "Group", Optional.of(20), Optional.empty()));
        assertThat(east.store("storeeast").orElseThrow().encryption()).isEqualTo("ServiceManaged");
    }

    @Test
    void absenceIsAnAnswerAndAnOutageIsNot() {
        assertThat(central.analytics("lakecentral")).isEmpty();
        accounts.azure.region("centralus").goDark();

        assertThatThrownBy(() -> central.capability(AccountKind.ANALYTICS)).isInstanceOf(ArmException.class);
    }

    @Test
    void rolesAreReadToTheLastPageAlsoThoseGivenAbove() {
        accounts.arm.pagesOf(1);
        accounts.person(
                "PUT",
                "/resourceGroups/east/providers/Microsoft.Authorization/roleAssignments/"
                        + "22222222-0000-0000-0000-000000000001",
                "2022-04-01",
                "{\"properties\":{\"roleDefinitionId\":\"/subscriptions/" + SimulatedAccounts.SUBSCRIPTION
                        + "/providers/Microsoft.Authorization/roleDefinitions/" + SimulatedAccounts.READER
                        + "\",\"principalId\":\"" + SimulatedAccounts.ANA
                        + "\",\"condition\":\"@Resource[x] StringEquals 'y'\",\"conditionVersion\":\"2.0\"}}");

        List<RoleGrant> grants = east.grants(AccountKind.ANALYTICS, "lakeeast");

        assertThat(grants).extracting(RoleGrant::conditional).containsExactlyInAnyOrder(false, true);
        assertThat(east.grants()).hasSize(1);
    }

    @Test
    void aSecretThatIsNotThereIsNamedBeforeAnythingIsSent() {
        AnalyticsAccounts port = new ArmAnalyticsAccounts(
                accounts.access(), SimulatedAccounts.PAIR.home(Side.A), SecretSource.from(name -> null));
        long before = accounts.azure.calls().count();

        assertThatThrownBy(() -> port.linkStorage("lakeeast", new LinkedStorage("blobs", "core.windows.net"), "key"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("The secret \"key\" is not in the secret source");
        assertThat(accounts.azure.calls().count()).isEqualTo(before);
    }

    @Test
    void aPrincipalTheDirectoryDoesNotKnowEverywhereYetIsWorthAnotherTry() {
        AssignRole step = new AssignRole(
                Side.B, AccountKind.STORE, "storecentral", SimulatedAccounts.READER, SimulatedAccounts.ANA, "User");

        assertThat(step.execute(refusing(400, "PrincipalNotFound")))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.worthRetrying())
                        .isTrue());
        assertThat(step.execute(refusing(403, "AuthorizationFailed")))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.worthRetrying())
                        .isFalse());
    }

    @Test
    void lookingThatGetsNoAnswerIsUnclearForEveryStep() {
        AccountStepExamples.all().forEach((type, step) -> {
            if (!type.equals("check-account-name/1")) {
                assertThat(((AccountStep) step).observe(refusing(504, "GatewayTimeout")))
                        .as(type)
                        .isInstanceOf(Presence.Unclear.class);
            }
        });
    }

    @Test
    void noStepTakesARefusalForAnEffect() {
        AccountStepExamples.all()
                .forEach((type, step) -> assertThat(((AccountStep) step).execute(refusing(403, "AuthorizationFailed")))
                        .as(type)
                        .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.reason())
                                .contains("AuthorizationFailed")));
    }

    @Test
    void namesAreChosenByAskingWhoStandsBehindThem() {
        accounts.strangerTakes("foreigndr");
        NamingScheme scheme = NamingScheme.suffix("", "dr");
        NameCheck check = NameOwners.of(central, AccountKind.ANALYTICS);

        assertThat(check.assign(scheme, List.of("foreign", "fresh"), Side.B))
                .extracting(NameCheck.Assigned::owner)
                .containsExactly(NameCheck.Owner.SOMEBODY_ELSE, NameCheck.Owner.NOBODY);
        assertThat(NameOwners.of(east, AccountKind.ANALYTICS).owner(AccountName.of("lakeeast")))
                .isEqualTo(NameCheck.Owner.OURS);
    }
}
