package io.github.azuredr.testkit.walk;

import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.time.ManualClock;
import java.util.List;
import java.util.Map;

/**
 * The services of both sides, in memory, made afresh for every walk: what outlives a process that is killed. Calls come
 * from one thread at a time.
 */
public interface World {

    /** The only clock there is: the services' and the library's. */
    ManualClock clock();

    /** The workloads as a process that just started builds them: new contracts over the same services. */
    List<ProtectedWorkload> workloads();

    /**
     * The state of the services as text, one line for each thing that matters. Leave out what differs between equal
     * outcomes: times, ETags, generated ids, run ids.
     */
    String fingerprint();

    /** How often each effect took place, by a name such as {@code B put x}; reads are no effects. */
    Map<String, Integer> effects();

    /** How many calls this side's services were asked for, refused and unanswered ones included. */
    int calls(Side side);

    /** From here on no service of this side answers. */
    void goDark(Side side);

    /** The side's services answer again, as they were. */
    void comeBack(Side side);

    /** The two regions. */
    default RegionPair pair() {
        return RegionPair.of("eastus2", "centralus");
    }

    /** Changes the builder's settings where a workload needs it, such as its limits; by default RPO 30 min, RTO 1 h. */
    default void configure(DisasterRecoveryBuilder builder) {}
}
