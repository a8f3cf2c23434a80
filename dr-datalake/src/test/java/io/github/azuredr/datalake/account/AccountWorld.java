package io.github.azuredr.datalake.account;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmFailure;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.time.ManualClock;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Accounts in eastus2, nothing in centralus. */
final class AccountWorld implements World {
    private static final List<String> VOLATILE = List.of("accountId", "creationTime", "lastModifiedTime");

    final SimulatedAccounts accounts = new SimulatedAccounts();
    private final Set<Side> dark = EnumSet.noneOf(Side.class);
    private final Map<Side, Integer> refused = new EnumMap<>(Side.class);

    AccountContract contract() {
        return new AccountContract(SimulatedAccounts.PAIR, failingFast(Side.A), failingFast(Side.B), accounts.clock);
    }

    @Override
    public ManualClock clock() {
        return accounts.clock;
    }

    @Override
    public List<ProtectedWorkload> workloads() {
        return List.of(ProtectedWorkload.of("lake", contract()));
    }

    @Override
    public String fingerprint() {
        List<String> lines = new ArrayList<>(accounts.arm.resources().within("/subscriptions").stream()
                .filter(one -> one.type().startsWith("Microsoft.DataLake"))
                .map(AccountWorld::line)
                .toList());
        Stream.of("arm/role-assignments", "arm/locks")
                .flatMap(prefix -> accounts.azure.state().keys(prefix).stream())
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String line(ArmResource resource) {
        Json properties = resource.body().at("properties").orElseThrow();
        for (String name : VOLATILE) {
            properties = properties.without(name);
        }
        return resource.id() + " " + properties;
    }

    @Override
    public Map<String, Integer> effects() {
        Map<String, Integer> counts = new TreeMap<>();
        for (SimCall call : accounts.azure.calls().effects().list()) {
            String path = call.url().getPath();
            boolean asks = path.endsWith("/checkNameAvailability");
            if (!asks && path.matches(".*(DataLake|roleAssignments|locks).*")) {
                counts.merge((path.contains("central") ? "B " : "A ") + call.method() + " " + path, 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public int calls(Side side) {
        return accounts.azure.calls().to(region(side)).count() + refused.getOrDefault(side, 0);
    }

    @Override
    public void goDark(Side side) {
        accounts.azure.region(region(side)).goDark();
        dark.add(side);
    }

    @Override
    public void comeBack(Side side) {
        accounts.azure.region(region(side)).comeBack();
        dark.remove(side);
    }

    /** A dark side refuses at once: repeats and time-outs would move the clock between two plans that must be equal. */
    private AnalyticsAccounts failingFast(Side side) {
        AnalyticsAccounts port = accounts.port(side);
        return (AnalyticsAccounts) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AnalyticsAccounts.class}, (proxy, method, arguments) -> {
                    if (dark.contains(side) && !method.getName().equals("home")) {
                        refused.merge(side, 1, Integer::sum);
                        throw new ArmException(
                                ArmFailure.of("GET", "/" + region(side), 504, "GatewayTimeout", "no answer"));
                    }
                    try {
                        return method.invoke(port, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private String region(Side side) {
        return pair().region(side).name();
    }
}
