package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.manifest.ManifestEntry;
import io.github.azuredr.datalake.manifest.VerificationLevel;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Brings one file to its source's version, over exactly the version the pass has seen, and settles what went wrong on the
 * way: a lost answer by looking, a changed source by taking the newer version, a late write of an older pass by replacing
 * it, a write of anyone else by stopping.
 */
final class FileWriter {
    private static final int ROUNDS = 6;

    private final LakePort source;
    private final LakePort target;
    private final String tree;
    private final long generation;
    private final Patience patience;
    private final Transfer transfer;
    private final KeptVersions kept;
    private final Directories directories;
    private final PassTally tally;
    private final AtomicLong temporaries = new AtomicLong();

    FileWriter(
            LakePort source,
            LakePort target,
            String tree,
            long generation,
            Patience patience,
            Transfer transfer,
            KeptVersions kept,
            Directories directories,
            PassTally tally) {
        this.source = source;
        this.target = target;
        this.tree = tree;
        this.generation = generation;
        this.patience = patience;
        this.transfer = transfer;
        this.kept = kept;
        this.directories = directories;
        this.tally = tally;
    }

    static String temporaries(String tree) {
        return Reserved.path("tmp", tree);
    }

    /** Copies; empty when the source has gone meanwhile, which the next pass settles. */
    Optional<ManifestEntry> write(LakeFile listed, Optional<LakeFile> over) {
        LakeFile wanted = listed;
        Optional<LakeFile> present = over;
        for (int round = 1; ; round++) {
            try {
                if (present.isPresent()) {
                    kept.keepCopy(present.get());
                }
                Condition condition =
                        present.map(file -> Condition.matches(file.etag())).orElseGet(Condition::absent);
                Transfer.Sent sent = publish(wanted, condition);
                (sent.byService() ? tally.copiedByService : tally.copied).increment();
                tally.bytes.add(wanted.length());
                tally.verified(sent.level());
                return Optional.of(entry(wanted, sent.etag(), sent.level()));
            } catch (LakeException failed) {
                if (round >= ROUNDS) {
                    throw failed;
                }
                switch (failed.kind()) {
                    case SOURCE_CHANGED -> {
                        LakeFile path = wanted;
                        Optional<LakeFile> now = patience.read(() -> source.look(path.path()));
                        if (now.isEmpty() || now.get().directory()) {
                            return Optional.empty();
                        }
                        wanted = now.get();
                    }
                    case CONDITION_NOT_MET -> {
                        Optional<LakeFile> now = lookAtTarget(wanted);
                        if (now.isPresent() && isThisVersion(now.get(), wanted)) {
                            return Optional.of(recognise(wanted, now.get()));
                        }
                        present = replaceable(now);
                    }
                    case NO_ANSWER -> {
                        patience.waitAfter(round);
                        Optional<LakeFile> now = lookAtTarget(wanted);
                        if (now.isPresent() && isThisVersion(now.get(), wanted)) {
                            return Optional.of(recognise(wanted, now.get()));
                        }
                    }
                    case BUSY -> patience.waitAfter(round);
                    default -> throw failed;
                }
            }
        }
    }

    /** The line for a file an earlier, killed pass has copied. */
    ManifestEntry recognise(LakeFile wanted, LakeFile present) {
        tally.recognised.increment();
        boolean sameHash = wanted.md5().isPresent() && wanted.md5().equals(present.md5());
        VerificationLevel level = sameHash ? VerificationLevel.CONTENT_HASH : VerificationLevel.LENGTH_AND_ETAG;
        tally.verified(level);
        return entry(wanted, present.etag(), level);
    }

    private Transfer.Sent publish(LakeFile wanted, Condition condition) {
        UnaryOperator<FileAttributes> stamped =
                attributes -> new Stamp(wanted.etag(), generation).on(attributes, tree, wanted.path(), wanted.length());
        if (!target.traits().hierarchical()) {
            return transfer.send(wanted, wanted.path(), condition, stamped);
        }
        directories.holding(wanted.path());
        String temporary =
                temporaries(tree) + "/" + String.format("%010d", generation) + "/" + temporaries.incrementAndGet();
        Transfer.Sent sent = transfer.send(wanted, temporary, Condition.absent(), stamped);
        String etag = sent.etag();
        if (wanted.ownership().isPresent()) {
            // Setting access may give the file another ETag.
            etag = source.access(wanted.path())
                    .map(rules -> target.setAccess(temporary, rules))
                    .orElse(etag);
        }
        return new Transfer.Sent(
                target.rename(temporary, etag, wanted.path(), condition), sent.level(), sent.byService());
    }

    private ManifestEntry entry(LakeFile wanted, String etag, VerificationLevel level) {
        return ManifestEntry.file(
                wanted.path(),
                wanted.etag(),
                etag,
                wanted.length(),
                generation,
                level,
                wanted.ownership().orElse(""));
    }

    private Optional<LakeFile> lookAtTarget(LakeFile wanted) {
        return patience.read(() -> target.look(wanted.path()));
    }

    private boolean isThisVersion(LakeFile present, LakeFile wanted) {
        return present.length() == wanted.length()
                && Stamp.read(tree, wanted.path(), present)
                        .filter(stamp -> stamp.sourceEtag().equals(wanted.etag()))
                        .isPresent();
    }

    /** A late write of an older pass, or of an earlier attempt, may be replaced; anything else may not. */
    private Optional<LakeFile> replaceable(Optional<LakeFile> now) {
        if (now.isEmpty()) {
            return now;
        }
        LakeFile file = now.get();
        boolean older = Stamp.read(tree, file.path(), file)
                .filter(stamp -> stamp.generation() <= generation)
                .isPresent();
        if (!older) {
            throw new TargetChanged(file.path());
        }
        return now;
    }

    /** Someone other than replication wrote the target. */
    static final class TargetChanged extends LakeException {
        TargetChanged(String path) {
            super(
                    LakeFailure.CONDITION_NOT_MET,
                    "The target's " + path + " was written by someone other than replication.",
                    null);
        }
    }
}
