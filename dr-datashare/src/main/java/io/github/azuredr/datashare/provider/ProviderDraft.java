package io.github.azuredr.datashare.provider;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.mirror.ShareDifference;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.Finding;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns what is missing into steps: a dataset waits for its share, a share for the account, and for nothing else. */
final class ProviderDraft {
    private final PlanDraft<DataShareAccount> draft;
    private final Side side;
    private final String account;
    /** Namespace, account and roles, each waiting for those before it, and everything else for all of them. */
    private final List<String> ground = new ArrayList<>();

    private final Map<String, String> shares = new HashMap<>();
    private int number;

    ProviderDraft(PlanDraft<DataShareAccount> draft, Side side, String account) {
        this.draft = draft;
        this.side = side;
        this.account = account;
    }

    /**
     * Adds the steps, the manual ones, and what is to be known.
     *
     * @param failingOver whether what is missing must be accepted rather than only known
     */
    void mirror(ShareDifference difference, boolean failingOver) {
        difference.findings().forEach(one -> finding(one, failingOver));
        difference.manual().forEach(one -> draft.instruct("in " + one.where() + ":\n" + one.text()));
        if (difference.isBlocked()) {
            return;
        }
        difference.intentions().forEach(one -> add(one, Phase.CATCH_UP));
    }

    void invite(List<Intention.Invite> invitations, Phase phase) {
        invitations.forEach(one -> add(one, phase));
    }

    private void finding(Finding one, boolean failingOver) {
        String text = one.subject() + ": " + one.text();
        switch (one.weight()) {
            case NOTE, MISSING -> draft.note(one.id(), text);
            case BLOCKS -> {
                if (failingOver) {
                    draft.mustAccept(one.id(), text);
                } else {
                    draft.blocked(one.id(), text);
                }
            }
        }
    }

    private void add(Intention intention, Phase phase) {
        if (intention instanceof Intention.RegisterNamespace register) {
            ground.add(step("register", phase, new RegisterNamespace(side, register.subscriptionId())));
        } else if (intention instanceof Intention.CreateAccount create) {
            ground.add(step(
                    "account",
                    phase,
                    new CreateAccount(side, account, create.body().json())));
        } else if (intention instanceof Intention.AssignRole role) {
            ground.add(step("role", phase, new AssignRole(side, role.scope(), role.role())));
        } else if (intention instanceof Intention.PutShare put) {
            String name = step(
                    "share-" + put.share(),
                    phase,
                    new PutShare(side, put.share(), put.body().json()));
            shares.put(put.share().toLowerCase(Locale.ROOT), name);
        } else if (intention instanceof Intention.Invite invite) {
            step(
                    "invitations-" + invite.share() + "-" + invite.name(),
                    phase,
                    new InviteConsumer(side, invite.share(), invite.name(), invite.consumer(), invite.expires()),
                    invite.share());
        } else if (intention instanceof Intention.PutChild put) {
            step(
                    put.what().segment() + "-" + put.share() + "-" + put.name(),
                    phase,
                    new PutInShare(
                            side,
                            put.share(),
                            put.what(),
                            put.name(),
                            put.body().json()),
                    put.share());
        }
    }

    private String step(String words, Phase phase, Step<DataShareAccount> step) {
        return step(words, phase, step, "");
    }

    private String step(String words, Phase phase, Step<DataShareAccount> step, String share) {
        number++;
        String name = String.format(Locale.ROOT, "%03d-%s", number, words.replaceAll("\\s", "_"));
        PlanDraft<DataShareAccount>.Drafted drafted =
                draft.step(name, phase, step).ifLost(IfLost.DROP);
        ground.forEach(drafted::after);
        String before = shares.get(share.toLowerCase(Locale.ROOT));
        if (before != null) {
            drafted.after(before);
        }
        return name;
    }
}
