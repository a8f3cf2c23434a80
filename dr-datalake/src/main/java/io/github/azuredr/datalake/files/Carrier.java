package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import java.util.Optional;

/**
 * Carries single files that belong to recovery from one place to another, over whatever lies there: an exported table, an
 * assembly. Users' files travel by passes, which ask before they write.
 */
public final class Carrier {
    private static final int ROUNDS = 6;

    private final LakePort from;
    private final LakePort to;
    private final Patience patience;
    private final Transfer transfer;

    /** A carrier between two sides, or within one. */
    public Carrier(LakePort from, LakePort to, Patience patience) {
        this.from = from;
        this.to = to;
        this.patience = patience;
        this.transfer = new Transfer(from, to, "carried");
    }

    /**
     * Copies a file; when this returns, the target's file is complete. May be repeated.
     *
     * @throws LakeException of kind NOT_FOUND when there is no such file, or as the services fail
     */
    public void copy(String fromPath, String toPath) {
        for (int round = 1; ; round++) {
            LakeFile file = patience.read(() -> from.look(fromPath))
                    .orElseThrow(() -> new LakeException(
                            LakeFailure.NOT_FOUND,
                            "There is no file " + fromPath + " on "
                                    + from.traits().name() + ".",
                            null));
            Optional<LakeFile> there = patience.read(() -> to.look(toPath));
            try {
                transfer.send(
                        file,
                        toPath,
                        there.map(each -> Condition.matches(each.etag())).orElseGet(Condition::absent),
                        attributes -> attributes);
                return;
            } catch (LakeException failed) {
                boolean again = failed.kind().worthRetrying()
                        || failed.kind() == LakeFailure.CONDITION_NOT_MET
                        || failed.kind() == LakeFailure.SOURCE_CHANGED;
                if (!again || round >= ROUNDS) {
                    throw failed;
                }
                patience.waitAfter(round);
            }
        }
    }
}
