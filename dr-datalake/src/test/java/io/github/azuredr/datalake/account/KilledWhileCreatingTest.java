package io.github.azuredr.datalake.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.testkit.azure.arm.OperationPace;
import io.github.azuredr.testkit.walk.CrashWalker;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.WalkReport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process dies while an account is being made: whoever finds the step sees what is there, and sends nothing twice. */
class KilledWhileCreatingTest {
    private static final StoreAccount WANTED = new StoreAccount(
            "storecentral",
            "centralus",
            "",
            new StoreSettings("Consumption", new Firewall(true, false), false, Optional.empty()),
            List.of(),
            Map.of(),
            "ServiceManaged",
            List.of());

    private final SimulatedAccounts accounts = new SimulatedAccounts();
    private final AnalyticsAccounts central = accounts.port(Side.B);
    private final CreateStoreAccount step = new CreateStoreAccount(Side.B, WANTED);

    /** What a step is given, without a run around it. */
    @SuppressWarnings("unchecked")
    private StepContext<AccountsSide> at() {
        AccountsSide side = () -> central;
        return (StepContext<AccountsSide>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StepContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "on" -> side;
                    case "now" -> accounts.clock.now();
                    case "pause" -> {
                        accounts.clock.advance((Duration) arguments[0]);
                        yield null;
                    }
                    default -> throw new IllegalStateException(method.getName());
                });
    }

    private long sent() {
        return accounts.azure.calls().effects().list().stream()
                .filter(call ->
                        call.method().equals("PUT") && call.url().getPath().endsWith("/accounts/storecentral"))
                .count();
    }

    @Test
    void nothingThereIsAbsent() {
        assertThat(step.observe(at())).isInstanceOf(Presence.Absent.class);
    }

    @Test
    void anAccountOnItsWayIsWaitedForAndThenPresent() {
        central.createStore(WANTED);

        assertThat(step.observe(at())).isInstanceOf(Presence.Present.class);
        assertThat(sent()).isOne();
    }

    @Test
    void anAccountThatStaysOnItsWayIsUnclearAfterHalfAnHour() {
        accounts.arm.operations().pace(new OperationPace(Duration.ofHours(5), 10_000, Optional.empty()));
        central.createStore(WANTED);

        Presence seen = step.observe(at());

        assertThat(seen).isInstanceOfSatisfying(Presence.Unclear.class, unclear -> assertThat(unclear.reason())
                .isEqualTo("store account storecentral is still on its way after PT30M."));
    }

    @Test
    void anAccountWhoseCreationFailedIsAbsentAndTheRepetitionSaysWhatToDo() {
        accounts.arm.operations().failNext(any -> true, "Failed", "InternalError");

        Outcome.Answer first = step.execute(at());

        assertThat(first).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.reason())
                .contains("The creation of store account storecentral ended as"));
        assertThat(step.observe(at())).isInstanceOf(Presence.Absent.class);
    }

    @Test
    void aRepetitionSendsNothingForAnAccountOnItsWay() {
        central.createStore(WANTED);

        assertThat(step.execute(at())).isInstanceOf(Outcome.Done.class);
        assertThat(sent()).isOne();
    }

    @Test
    void aLostAnswerIsADoubtThatLookingSettles() {
        accounts.azure.loseAnswerAfterEffect(request -> request.method().equals("PUT"), 1);

        assertThat(step.execute(at())).isInstanceOf(Outcome.InDoubt.class);
        assertThat(step.observe(at())).isInstanceOf(Presence.Present.class);
        assertThat(sent()).isOne();
    }

    @Test
    void lostOperationsDoNotMatterBecauseTheAccountIsRead() {
        central.createStore(WANTED);
        accounts.azure.loseOperations("centralus");

        assertThat(step.execute(at())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void anAccountOfThatNameInAnotherRegionIsRefused() {
        central.createStore(new StoreAccount(
                "storecentral",
                "northeurope",
                "",
                WANTED.settings(),
                WANTED.rules(),
                WANTED.providers(),
                "ServiceManaged",
                WANTED.networkRules()));

        assertThat(step.execute(at())).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo("account-elsewhere");
            assertThat(refused.reason()).contains("is in northeurope and not in centralus");
        });
    }

    @Test
    void killsAnywhereInPreparingEndLikeAnUndisturbedRun() {
        WalkReport report = CrashWalker.of(Scenario.in(AccountWorld::new).prepare())
                .sampling(Integer.getInteger("dr.walk.points", 12), 7)
                .killingTheResume(1)
                .walk();

        assertThat(report.points())
                .anyMatch(point -> point.contains("during step lake/account-006-create-analytics-lakecentral"));
    }
}
