package io.github.azuredr.datashare;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmFailure;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which sides are dark, and ports that refuse there at once: time-outs would move the clock between two equal plans. */
public final class TwoSides {
    private final SimulatedShares shares;
    private final RegionPair pair;
    private final Set<Side> dark = EnumSet.noneOf(Side.class);
    private final Map<Side, Integer> refused = new EnumMap<>(Side.class);

    public TwoSides(SimulatedShares shares, RegionPair pair) {
        this.shares = shares;
        this.pair = pair;
    }

    public void goDark(Side side) {
        shares.azure.region(region(side)).goDark();
        dark.add(side);
    }

    public void comeBack(Side side) {
        shares.azure.region(region(side)).comeBack();
        dark.remove(side);
    }

    public int calls(Side side) {
        return shares.azure.calls().to(region(side)).count() + refused.getOrDefault(side, 0);
    }

    public String region(Side side) {
        return pair.region(side).name();
    }

    public <P> P failingFast(Side side, Class<P> type, P port) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
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
                }));
    }
}
