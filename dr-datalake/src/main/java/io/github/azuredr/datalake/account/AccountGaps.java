package io.github.azuredr.datalake.account;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the accounts of the standby lack, from the newest looks; pure. */
public final class AccountGaps {
    private static final Set<String> CRITICAL = Set.of("name-taken", "region-unsupported", "quota");

    private AccountGaps() {}

    /**
     * The gaps of the side that is not active.
     *
     * @param here the newest look at the active side's accounts
     * @param there the newest look at the other's
     */
    public static List<Gap> of(
            AccountPair pair, Situation now, Optional<AccountInventory> here, Optional<AccountInventory> there) {
        Side to = now.source().other();
        if (here.isEmpty() || there.isEmpty()) {
            return List.of(Gap.critical(
                    "accounts-not-seen",
                    "The accounts on " + now.label(here.isEmpty() ? to.other() : to) + " were never seen.",
                    "let readiness look while the region answers."));
        }
        AccountDifference difference = AccountMirror.compare(pair, to, here.get(), there.get());
        List<Gap> gaps = new ArrayList<>();
        List<String> missing = missing(pair, to, here.get(), there.get());
        if (!missing.isEmpty()) {
            gaps.add(Gap.critical(
                    "accounts-missing",
                    "There is no " + String.join(" and no ", missing) + " on " + now.label(to) + ".",
                    "run prepare; it creates them."));
        }
        List<String> drift = drift(difference);
        if (missing.isEmpty() && !drift.isEmpty()) {
            gaps.add(Gap.warning(
                    "accounts-drift",
                    "The accounts on " + now.label(to) + " differ from those on " + now.label(to.other())
                            + "; wanting: " + String.join("; ", drift) + ".",
                    "run prepare; or change the other side, if that is the one that is wrong."));
        }
        List<String> unlocked = titles(difference, LockAccount.class);
        if (missing.isEmpty() && !unlocked.isEmpty()) {
            gaps.add(Gap.warning(
                    "accounts-unlocked",
                    "Accounts can be deleted by accident; wanting: " + String.join("; ", unlocked) + ".",
                    "run prepare; it locks them."));
        }
        gaps.addAll(merged(difference.findings()));
        return List.copyOf(gaps);
    }

    private static List<String> missing(AccountPair pair, Side to, AccountInventory here, AccountInventory there) {
        List<String> missing = new ArrayList<>();
        for (AccountKind kind : AccountKind.values()) {
            List<String> models = pair.names(kind, to.other());
            for (int i = 0; i < models.size(); i++) {
                String twin = pair.names(kind, to).get(i);
                if (here.has(kind, models.get(i)) && !there.has(kind, twin)) {
                    missing.add(kind.word() + " account " + twin);
                }
            }
        }
        return missing;
    }

    private static List<String> drift(AccountDifference difference) {
        return difference.wanted().stream()
                .filter(one -> !(one.step() instanceof LockAccount))
                .map(one -> one.step().title())
                .toList();
    }

    private static List<String> titles(AccountDifference difference, Class<?> type) {
        return difference.wanted().stream()
                .filter(one -> type.isInstance(one.step()))
                .map(one -> one.step().title())
                .toList();
    }

    /** One gap per kind of finding. */
    private static List<Gap> merged(List<Finding> findings) {
        Map<String, List<Finding>> byId = new LinkedHashMap<>();
        findings.forEach(
                one -> byId.computeIfAbsent(one.id(), any -> new ArrayList<>()).add(one));
        List<Gap> gaps = new ArrayList<>();
        byId.forEach((id, all) -> {
            String text = String.join(" ", all.stream().map(Finding::sentence).toList());
            boolean blocks =
                    CRITICAL.contains(id) || all.stream().anyMatch(one -> one.weight() == Finding.Weight.BLOCKS);
            boolean note = all.stream().allMatch(one -> one.weight() == Finding.Weight.NOTE);
            gaps.add(
                    blocks
                            ? Gap.critical("account-" + id, text, "settle it; nothing can be made before.")
                            : note
                                    ? Gap.note("account-" + id, text)
                                    : Gap.warning("account-" + id, text, "settle it before it is needed."));
        });
        return gaps;
    }
}
