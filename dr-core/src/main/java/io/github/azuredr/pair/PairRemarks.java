package io.github.azuredr.pair;

import io.github.azuredr.pair.RegionFacts.Pairing;
import io.github.azuredr.pair.RegionFacts.Zones;
import java.util.ArrayList;
import java.util.List;

/** Says in sentences what is unusual about two regions protecting each other. */
final class PairRemarks {
    private PairRemarks() {}

    static List<String> about(RegionFacts a, RegionFacts b) {
        List<String> remarks = new ArrayList<>();
        pairing(a, b, remarks);
        if (!a.geography().equals(b.geography())) {
            remarks.add(a.region() + " is in the geography " + a.geography() + " and " + b.region() + " in "
                    + b.geography() + ": data leaves its geography when it is copied, so check what residency allows.");
        }
        for (RegionFacts side : List.of(a, b)) {
            if (side.accessRestricted()) {
                remarks.add(side.region() + " is access-restricted: request access and quota there before a disaster,"
                        + " because a request made during one may not be answered in time.");
            }
            if (side.zones() == Zones.NO) {
                remarks.add(side.region() + " has no availability zones: the loss of one datacenter can be the loss of"
                        + " that side.");
            }
            if (side.zones() == Zones.UNKNOWN) {
                remarks.add("Whether " + side.region() + " has availability zones is not known here: read it from Azure"
                        + " Resource Manager.");
            }
            if (!side.note().isEmpty()) {
                remarks.add(side.note());
            }
        }
        return List.copyOf(remarks);
    }

    private static void pairing(RegionFacts a, RegionFacts b, List<String> remarks) {
        boolean forth = names(a, b);
        boolean back = names(b, a);
        if (forth && back) {
            return;
        }
        if (!forth && !back) {
            remarks.add(a.region() + " and " + b.region() + " are not Azure's pair (" + whosePair(a) + "; "
                    + whosePair(b) + "): what Azure copies to a paired region by itself, such as geo-redundant storage,"
                    + " does not arrive on the other side.");
            return;
        }
        RegionFacts from = forth ? a : b;
        RegionFacts to = forth ? b : a;
        if (to.pairing() == Pairing.UNKNOWN) {
            remarks.add("Azure names " + to.region() + " as the pair of " + from.region() + "; whether that holds in"
                    + " reverse is not known here: read it from Azure Resource Manager.");
        } else {
            remarks.add("Azure pairs " + from.region() + " with " + to.region() + " one way only (" + whosePair(to)
                    + "): what Azure copies from " + to.region() + " by itself does not arrive in " + from.region()
                    + ".");
        }
    }

    private static boolean names(RegionFacts from, RegionFacts to) {
        return from.pair().filter(to.region()::equals).isPresent();
    }

    private static String whosePair(RegionFacts facts) {
        return facts.pair()
                .map(pair -> "the pair of " + facts.region() + " is " + pair)
                .orElse(
                        facts.pairing() == Pairing.UNKNOWN
                                ? "the pair of " + facts.region() + " is not known here"
                                : facts.region() + " has no pair");
    }
}
