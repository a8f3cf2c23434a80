package io.github.azuredr.datalake.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.StepContext;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the two sides look like: what is wanted is enough, comes in order, and stays on its side. */
class AccountMirrorPropertyTest {
    private static final AccountPair PAIR = SimulatedAccounts.PAIR;

    /** Everything two accounts can differ in. */
    record Looks(
            Firewall firewall,
            int jobs,
            List<FirewallRule> rules,
            List<ComputePolicy> policies,
            Set<String> stores,
            boolean blob,
            boolean encrypted) {}

    @Provide
    Arbitrary<Looks> looks() {
        Arbitrary<Firewall> firewalls = Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Firewall::new);
        Arbitrary<List<FirewallRule>> rules = Combinators.combine(
                        Arbitraries.of("office", "home", "hq"), Arbitraries.of("10.0.0.1", "10.0.0.5"))
                .as((name, start) -> new FirewallRule(name, start, "10.0.0.9"))
                .list()
                .uniqueElements(FirewallRule::name)
                .ofMaxSize(3);
        Arbitrary<List<ComputePolicy>> policies = Combinators.combine(
                        Arbitraries.of("nightly", "people"),
                        Arbitraries.integers().between(1, 3))
                .as((name, most) ->
                        new ComputePolicy(name, SimulatedAccounts.ANA, "User", Optional.of(most), Optional.empty()))
                .list()
                .uniqueElements(ComputePolicy::name)
                .ofMaxSize(2);
        return Combinators.combine(
                        firewalls,
                        Arbitraries.integers().between(1, 3),
                        rules,
                        policies,
                        Arbitraries.of("more", "unmapped").set(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Looks::new);
    }

    private static MemoryAccounts side(Side side, Looks looks) {
        AccountHome home = PAIR.home(side);
        String word = side == Side.A ? "east" : "central";
        MemoryAccounts memory = new MemoryAccounts(home);
        for (String store : PAIR.names(AccountKind.STORE, side)) {
            memory.holding(new StoreAccount(
                    store,
                    home.region().name(),
                    "Succeeded",
                    new StoreSettings("Consumption", looks.firewall(), false, Optional.empty()),
                    looks.rules(),
                    Map.of(),
                    looks.encrypted() ? "ServiceManaged" : "Disabled",
                    List.of()));
        }
        Set<String> stores = new HashSet<>(Set.of("store" + word));
        looks.stores().forEach(store -> stores.add(store + word));
        return memory.holding(new AnalyticsAccount(
                "lake" + word,
                home.region().name(),
                "Succeeded",
                new AnalyticsSettings(
                        "Consumption", looks.firewall(), looks.jobs(), 30, Optional.empty(), Optional.of(1), 30),
                "store" + word,
                stores.stream().sorted().toList(),
                looks.blob() ? List.of(new LinkedStorage("blob" + word, "core.windows.net")) : List.of(),
                looks.rules(),
                looks.policies(),
                List.of()));
    }

    private static AccountDifference compare(MemoryAccounts a, MemoryAccounts b) {
        return AccountMirror.compare(PAIR, Side.B, AccountLook.at(a, PAIR, Side.A), AccountLook.at(b, PAIR, Side.B));
    }

    @SuppressWarnings("unchecked")
    private static StepContext<AccountsSide> over(MemoryAccounts a, MemoryAccounts b) {
        return (StepContext<AccountsSide>) Proxy.newProxyInstance(
                AccountMirrorPropertyTest.class.getClassLoader(),
                new Class<?>[] {StepContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "on" -> (AccountsSide) () -> arguments[0] == Side.A ? a : b;
                    case "now" -> Instant.EPOCH;
                    default -> throw new IllegalStateException(method.getName());
                });
    }

    private static void bringAbout(AccountDifference difference, MemoryAccounts a, MemoryAccounts b) {
        Set<String> done = new HashSet<>();
        for (AccountDifference.Wanted one : difference.wanted()) {
            assertThat(done).as("before " + one.name()).containsAll(one.after());
            assertThat(one.step().execute(over(a, b))).as(one.name()).isInstanceOf(Outcome.Done.class);
            done.add(one.name());
        }
        assertThat(done).as("names are unique").hasSize(difference.wanted().size());
    }

    @Property(tries = 200)
    void whatIsWantedIsEnoughWhateverIsThere(@ForAll("looks") Looks here, @ForAll("looks") Looks there) {
        MemoryAccounts a = side(Side.A, here);
        MemoryAccounts b = side(Side.B, there);

        bringAbout(compare(a, b), a, b);

        assertThat(compare(a, b).titles()).isEmpty();
    }

    @Property(tries = 100)
    void whatIsWantedIsEnoughFromNothing(@ForAll("looks") Looks here) {
        MemoryAccounts a = side(Side.A, here);
        MemoryAccounts b = new MemoryAccounts(PAIR.home(Side.B));

        bringAbout(compare(a, b), a, b);

        assertThat(compare(a, b).titles()).isEmpty();
        assertThat(b.analytics("lakecentral").orElseThrow().rules()).containsExactlyInAnyOrderElementsOf(here.rules());
    }

    @Property(tries = 100)
    void onlyALockIsEverSetOnTheModelAndNothingIsTakenAway(@ForAll("looks") Looks here, @ForAll("looks") Looks there) {
        MemoryAccounts a = side(Side.A, here);
        MemoryAccounts b = side(Side.B, there);
        AnalyticsAccount model = a.analytics("lakeeast").orElseThrow();
        AnalyticsAccount before = b.analytics("lakecentral").orElseThrow();

        bringAbout(compare(a, b), a, b);

        assertThat(a.analytics("lakeeast")).contains(model);
        AnalyticsAccount after = b.analytics("lakecentral").orElseThrow();
        assertThat(after.stores()).containsAll(before.stores());
        assertThat(after.storage()).containsAll(before.storage());
        assertThat(after.rules())
                .extracting(FirewallRule::name)
                .containsAll(before.rules().stream().map(FirewallRule::name).toList());
    }
}
