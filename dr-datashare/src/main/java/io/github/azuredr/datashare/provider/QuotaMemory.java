package io.github.azuredr.datashare.provider;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.Quota;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.step.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many shares and datasets fit: the service says so only when it creates one, so it is remembered from then on. */
final class QuotaMemory {
    private static final String PREFIX = "limit-";
    private static final int TIGHT_PERCENT = 90;

    private QuotaMemory() {}

    /** A creation that was accepted, and what it told of the quota. */
    static Outcome.Answer done(Optional<Quota> told, String kind) {
        return told.map(quota -> Outcome.done()
                        .with("quota", quota.used() + " of " + quota.limit())
                        .proving(new Memo(Map.of(PREFIX + kind, Integer.toString(quota.limit())))))
                .orElseGet(Outcome::done);
    }

    /** What would not fit, or hardly, on the other side. */
    static List<Gap> gaps(Comparison comparison, Situation now) {
        List<Gap> gaps = new ArrayList<>();
        if (comparison.here().isEmpty()) {
            return gaps;
        }
        ShareInventory here = comparison.here().get();
        check(gaps, now, "shares", "the account", count(names(here.shares()), names(comparison)));
        for (ShareEntry share : here.shares()) {
            List<Named> there = comparison
                    .there()
                    .flatMap(one -> one.share(share.name()))
                    .map(ShareEntry::dataSets)
                    .orElse(List.of());
            check(
                    gaps,
                    now,
                    ShareChild.DATA_SETS.segment(),
                    "share " + share.name(),
                    count(
                            share.dataSets().stream().map(Named::name),
                            there.stream().map(Named::name)));
        }
        return gaps;
    }

    private static void check(List<Gap> gaps, Situation now, String kind, String where, int needed) {
        Optional<Integer> limit = now.remembered(PREFIX + kind).map(Integer::valueOf);
        if (limit.isEmpty()) {
            return;
        }
        String label = now.label(now.source().other());
        if (needed > limit.get()) {
            gaps.add(Gap.critical(
                    "quota-exceeded",
                    where + " needs " + needed + " " + kind + " on " + label + ", where " + limit.get() + " fit.",
                    "delete what only that side has, or ask for a higher limit."));
        } else if (needed * 100L > (long) limit.get() * TIGHT_PERCENT) {
            gaps.add(Gap.note(
                    "quota-tight",
                    where + " needs " + needed + " of the " + limit.get() + " " + kind + " on " + label));
        }
    }

    private static Stream<String> names(Comparison comparison) {
        return names(comparison.there().map(ShareInventory::shares).orElse(List.of()));
    }

    private static Stream<String> names(List<ShareEntry> shares) {
        return shares.stream().map(ShareEntry::name);
    }

    private static int count(Stream<String> here, Stream<String> there) {
        Set<String> all = Stream.concat(here, there)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return all.size();
    }
}
