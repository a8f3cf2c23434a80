package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.manifest.ManifestEntry;
import io.github.azuredr.datalake.store.LakeFile;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides per path from source, manifest and target; pure but for the stamp, which may need a look at the target. */
final class Comparison {
    private final Function<LakeFile, Optional<Stamp>> stampOf;

    Comparison(Function<LakeFile, Optional<Stamp>> stampOf) {
        this.stampOf = stampOf;
    }

    Decision decide(@Nullable LakeFile source, @Nullable ManifestEntry known, @Nullable LakeFile target) {
        if (source == null) {
            return gone(known, target);
        }
        if (target == null) {
            return new Decision.Copy(Optional.empty(), known != null);
        }
        if (source.directory() && target.directory()) {
            return directories(source, known, target);
        }
        if (source.directory() != target.directory()) {
            return new Decision.Foreign(target);
        }
        if (known != null && known.targetEtag().equals(target.etag())) {
            boolean same = known.sourceEtag().equals(source.etag())
                    && known.length() == source.length()
                    && known.ownership().equals(source.ownership().orElse(""));
            return same ? new Decision.UpToDate() : new Decision.Copy(Optional.of(target), false);
        }
        Optional<Stamp> stamp = stampOf.apply(target);
        if (stamp.isEmpty()) {
            return new Decision.Foreign(target);
        }
        boolean thisVersion = stamp.get().sourceEtag().equals(source.etag()) && target.length() == source.length();
        return thisVersion ? new Decision.Recognise(target) : new Decision.Copy(Optional.of(target), false);
    }

    /** The access of a directory is ours to set when the manifest announced it, or says that it still is what we set. */
    private static Decision directories(LakeFile source, @Nullable ManifestEntry known, LakeFile target) {
        if (known == null || !known.directory()) {
            return new Decision.OthersAccess(false);
        }
        if (!known.ownership().isEmpty()
                && known.ownership().equals(source.ownership().orElse(""))) {
            return new Decision.UpToDate();
        }
        boolean asWeSetIt = known.ownership().isEmpty()
                || known.ownership().equals(target.ownership().orElse(""));
        return asWeSetIt ? new Decision.Copy(Optional.of(target), false) : new Decision.OthersAccess(true);
    }

    private Decision gone(@Nullable ManifestEntry known, @Nullable LakeFile target) {
        if (target == null) {
            return new Decision.Forget();
        }
        if (known != null && (target.directory() || known.targetEtag().equals(target.etag()))) {
            return known.directory() == target.directory() ? new Decision.Delete(target) : new Decision.Foreign(target);
        }
        if (!target.directory() && stampOf.apply(target).isPresent()) {
            return new Decision.Delete(target);
        }
        return known == null ? new Decision.LeaveAlone() : new Decision.Foreign(target);
    }
}
