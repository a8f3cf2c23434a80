package io.github.azuredr.datalake.account;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.Step;
import java.util.List;

/**
 * What a side's accounts lack to be like the other's.
 *
 * @param wanted what is to be brought about, in this order
 * @param findings what no step settles
 */
public record AccountDifference(List<Wanted> wanted, List<Finding> findings) {

    /**
     * One step of a plan.
     *
     * @param name unique within the difference
     * @param step the step
     * @param after names of those it waits for
     */
    public record Wanted(String name, Step<AccountsSide> step, List<String> after) {
        /** Copies its list. */
        public Wanted {
            after = List.copyOf(after);
        }
    }

    /** Copies the lists. */
    public AccountDifference {
        wanted = List.copyOf(wanted);
        findings = List.copyOf(findings);
    }

    /** The names of the steps that make accounts. */
    public List<String> creations() {
        return wanted.stream()
                .filter(one -> one.step() instanceof CreateStoreAccount || one.step() instanceof CreateAnalyticsAccount)
                .map(Wanted::name)
                .toList();
    }

    /** The titles of what is wanted, for people. */
    public List<String> titles() {
        return wanted.stream().map(one -> one.step().title()).toList();
    }

    /**
     * Adds the steps to a plan, and what is to be known; a finding in whose way nothing can be done must be accepted. All in
     * one phase and each waiting only for what it is built on, so that one refusal does not keep the others from ending.
     */
    public <P extends AccountsSide> void draft(PlanDraft<P> draft) {
        for (Finding finding : findings) {
            String id = "account-" + finding.id();
            if (finding.weight() == Finding.Weight.BLOCKS) {
                draft.mustAccept(id, finding.sentence());
            } else {
                draft.note(id, finding.sentence());
            }
        }
        for (Wanted one : wanted) {
            draft.step(one.name(), Phase.CATCH_UP, AccountSteps.<P>step(one.step()))
                    .after(one.after().toArray(String[]::new))
                    .ifLost(IfLost.DROP);
        }
    }
}
