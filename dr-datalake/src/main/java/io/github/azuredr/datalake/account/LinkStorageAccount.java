package io.github.azuredr.datalake.account;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.AttemptOverException;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;

/**
 * Links a blob storage account to an analytics account. Its access key is read from the secret source when it is sent and
 * is stored nowhere; whether a linked account's key was changed since cannot be seen.
 *
 * @param side where
 * @param account the analytics account
 * @param storage the blob storage account
 * @param secretName under which name the secret source has its access key
 */
record LinkStorageAccount(Side side, String account, LinkedStorage storage, String secretName) implements AccountStep {
    @Override
    public String title() {
        return "Link blob storage " + storage.name() + " to analytics account " + account + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Calls.look(() -> at.on(side)
                .analytics(account)
                .filter(there -> there.storage().contains(storage))
                .isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        try {
            return Calls.done(() -> at.on(side).linkStorage(account, storage, secretName));
        } catch (AttemptOverException over) {
            throw over;
        } catch (RecoveryException missing) {
            return Outcome.refused("no-secret", String.valueOf(missing.getMessage()));
        }
    }
}
