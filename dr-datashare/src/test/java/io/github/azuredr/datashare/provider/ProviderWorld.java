package io.github.azuredr.datashare.provider;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmFailure;
import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.invite.Consumer;
import io.github.azuredr.datashare.invite.ConsumerAddress;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.invite.ConsumerStance;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.time.ManualClock;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A provider that shares from eastus2, and has nothing in centralus but its store. */
final class ProviderWorld implements World {
    static final ConsumerRegistry CONSUMERS = ConsumerRegistry.of(
            Consumer.of("early", ConsumerAddress.email(SimulatedShares.EMAIL), ConsumerStance.INVITE_NOW),
            Consumer.of("late", ConsumerAddress.principal("t1", "o1"), ConsumerStance.INVITE_AT_FAILOVER),
            Consumer.of("never", ConsumerAddress.email("no@partner.example"), ConsumerStance.NEVER));
    private static final List<String> VOLATILE =
            List.of("dataSetId", "invitationId", "createdAt", "sentAt", "respondedAt", "provisioningState");

    final SimulatedShares shares = new SimulatedShares();
    private final Set<Side> dark = EnumSet.noneOf(Side.class);
    private final Map<Side, Integer> refused = new EnumMap<>(Side.class);

    ProviderWorld() {
        shares.sharing("eastus2", "prieast");
        shares.storage(SimulatedShares.PROVIDER, "centralus", "pricentral");
    }

    ProviderRecovery contract() {
        return new ProviderRecovery(
                failingFast(Side.A),
                failingFast(Side.B),
                StoreMapping.builder()
                        .resourceGroup("rg-eastus2", "rg-centralus")
                        .storageAccount("prieast", "pricentral")
                        .build(),
                CONSUMERS,
                shares.clock);
    }

    @Override
    public ManualClock clock() {
        return shares.clock;
    }

    @Override
    public List<ProtectedWorkload> workloads() {
        return List.of(ProtectedWorkload.of("shares", contract()));
    }

    @Override
    public String fingerprint() {
        return shares.arm.resources().within("/subscriptions/" + SimulatedShares.PROVIDER).stream()
                .filter(one -> one.type().startsWith("Microsoft.DataShare/"))
                .map(ProviderWorld::line)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String line(ArmResource resource) {
        Json properties = resource.body().at("properties").orElseGet(Json::object);
        for (String name : VOLATILE) {
            properties = properties.without(name);
        }
        return resource.id().toLowerCase(Locale.ROOT) + " "
                + resource.body().text("kind").orElse("") + " " + properties;
    }

    /** By side, verb and path; the name of a role assignment follows from an identity that is new in every world. */
    @Override
    public Map<String, Integer> effects() {
        Map<String, Integer> counts = new TreeMap<>();
        for (SimCall call : shares.azure.calls().effects().list()) {
            String path = call.url().toString().replaceAll("(roleAssignments/)[^?]*", "$1*");
            String side = path.contains("centralus") || path.contains("pricentral") ? "B" : "A";
            if (!call.method().equals("GET") && path.contains("DataShare")) {
                counts.merge(side + " " + call.method() + " " + path.replaceAll("\\?.*", ""), 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public int calls(Side side) {
        return shares.azure.calls().to(region(side)).count() + refused.getOrDefault(side, 0);
    }

    @Override
    public void goDark(Side side) {
        shares.azure.region(region(side)).goDark();
        dark.add(side);
    }

    @Override
    public void comeBack(Side side) {
        shares.azure.region(region(side)).comeBack();
        dark.remove(side);
    }

    /** A dark side refuses at once: repeats and time-outs would move the clock between two plans that must be equal. */
    private DataShareAccount failingFast(Side side) {
        DataShareAccount port = shares.account(region(side), CONSUMERS::target);
        return (DataShareAccount) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataShareAccount.class}, (proxy, method, arguments) -> {
                    if (dark.contains(side) && !List.of("id", "address").contains(method.getName())) {
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
