package io.github.azuredr.datashare.consumer;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmFailure;
import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.time.ManualClock;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A provider that shares from both regions, and a consumer that subscribes to the first only. */
final class ConsumerWorld implements World {
    private static final List<String> VOLATILE =
            List.of("dataSetId", "invitationId", "createdAt", "expirationDate", "provisioningState");

    final SimulatedShares shares = new SimulatedShares();
    private final InvitationGate gate =
            new InvitationGate(List.of(AllowedShare.withTerms(SimulatedShares.PROVIDER_EMAIL, "sales", "t")));
    private final Set<Side> dark = EnumSet.noneOf(Side.class);
    private final Map<Side, Integer> refused = new EnumMap<>(Side.class);

    ConsumerWorld() {
        shares.sharing("eastus2", "prieast");
        shares.sharing("centralus", "pricentral");
        shares.ready(SimulatedShares.CONSUMER, "eastus2", "coneast", RoleAssignment.BLOB_DATA_CONTRIBUTOR);
        shares.ready(SimulatedShares.CONSUMER, "centralus", "concentral", RoleAssignment.BLOB_DATA_CONTRIBUTOR);
        DataShareSubscriber here = shares.subscriber("eastus2");
        here.invitations().stream()
                .map(one -> gate.judge(one, Region.of("eastus2"), shares.clock.now()))
                .forEach(one -> {
                    if (one instanceof InvitationJudgement.Accept yes) {
                        here.subscribe("sales", yes.body());
                    }
                });
        String dataSet =
                here.sourceDataSets("sales").get(0).property("dataSetId").orElseThrow();
        here.putChild(
                "sales",
                SubscriptionChild.MAPPINGS,
                "all",
                SimulatedShares.container(SimulatedShares.CONSUMER, "eastus2", "coneast", "sales")
                        .with("properties.dataSetId", dataSet));
        here.putChild(
                "sales",
                SubscriptionChild.TRIGGERS,
                "daily",
                TakenSchedule.of(here.sourceSchedules("sales")).orElseThrow().trigger());
        shares.clock.advance(Duration.ofMinutes(1));
        // The service ends what is due when it is next called.
        here.children("sales", SubscriptionChild.TRIGGERS);
    }

    ConsumerRecovery contract() {
        return new ConsumerRecovery(
                failingFast(Side.A),
                failingFast(Side.B),
                StoreMapping.builder()
                        .resourceGroup("rg-eastus2", "rg-centralus")
                        .storageAccount("coneast", "concentral")
                        .build(),
                gate,
                shares.clock);
    }

    @Override
    public ManualClock clock() {
        return shares.clock;
    }

    @Override
    public List<ProtectedWorkload> workloads() {
        return List.of(ProtectedWorkload.of("received", contract()));
    }

    @Override
    public String fingerprint() {
        return shares.arm.resources().within("/subscriptions/" + SimulatedShares.CONSUMER).stream()
                .filter(one -> one.type().startsWith("Microsoft.DataShare/"))
                .map(ConsumerWorld::line)
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

    @Override
    public Map<String, Integer> effects() {
        Map<String, Integer> counts = new TreeMap<>();
        for (SimCall call : shares.azure.calls().effects().list()) {
            String path = call.url().toString().replaceAll("\\?.*", "");
            if (path.contains("/shareSubscriptions/")) {
                String side = path.contains("centralus") ? "B" : "A";
                counts.merge(side + " " + call.method() + " " + path, 1, Integer::sum);
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
    private DataShareSubscriber failingFast(Side side) {
        DataShareSubscriber port = shares.subscriber(region(side));
        return (DataShareSubscriber) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataShareSubscriber.class}, (proxy, method, arguments) -> {
                    if (dark.contains(side) && !method.getName().equals("id")) {
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
