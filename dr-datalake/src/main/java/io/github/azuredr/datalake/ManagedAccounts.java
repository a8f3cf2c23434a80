package io.github.azuredr.datalake;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datalake.account.AccountDifference;
import io.github.azuredr.datalake.account.AccountGaps;
import io.github.azuredr.datalake.account.AccountInventory;
import io.github.azuredr.datalake.account.AccountMirror;
import io.github.azuredr.datalake.account.AccountPair;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.pair.Side;
import java.util.List;
import java.util.Optional;

/** The accounts below a lake, in its looks, gaps and plans. */
final class ManagedAccounts {
    private ManagedAccounts() {}

    /** Whether the tree is there; the host of an account that was never made answers nobody, and that is no outage. */
    static boolean exists(Optional<AccountInventory> accounts, LakeSide lake) {
        try {
            return lake.exists();
        } catch (LakeException unreachable) {
            if (accounts.filter(AccountInventory::lacksAStore).isPresent()) {
                return false;
            }
            throw unreachable;
        }
    }

    /** Whether the analytics account can be asked, or is nobody's to make here. */
    static boolean serve(Optional<AccountInventory> accounts) {
        return accounts.map(AccountInventory::serves).orElse(true);
    }

    static List<Gap> gaps(AccountPair pair, Situation now) {
        Side source = now.source();
        return AccountGaps.of(pair, now, seen(now, source), seen(now, source.other()));
    }

    /** Adds what the other side's accounts lack; gives the steps that make accounts. */
    static List<String> draft(AccountPair pair, Situation now, PlanDraft<LakeSide> draft) {
        Side from = now.source();
        Optional<AccountInventory> here = seen(now, from);
        Optional<AccountInventory> there = seen(now, from.other());
        if (here.isEmpty() || there.isEmpty()) {
            draft.mustAccept(
                    "accounts-not-seen",
                    "The accounts on " + now.label(here.isEmpty() ? from : from.other())
                            + " were never seen, so that nothing is made like the other side's.");
            return List.of();
        }
        AccountDifference difference = AccountMirror.compare(pair, from.other(), here.get(), there.get());
        difference.draft(draft);
        return difference.creations();
    }

    private static Optional<AccountInventory> seen(Situation now, Side side) {
        return now.observation(side).flatMap(Observation::inventory).map(AccountInventory::parse);
    }
}
