package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.LakeFile;
import java.util.Optional;

/** What a pass does with one path. */
sealed interface Decision {
    /** The target is that version already. */
    record UpToDate() implements Decision {}

    /** Copy, over exactly the given version, or where nothing is. */
    record Copy(Optional<LakeFile> over, boolean recreates) implements Decision {}

    /** The target was written by an earlier pass that could not say so. */
    record Recognise(LakeFile target) implements Decision {}

    /** The source has it no more, and the target's version is replication's. */
    record Delete(LakeFile target) implements Decision {}

    /** Both sides have it no more. */
    record Forget() implements Decision {}

    /** Someone else wrote the target. */
    record Foreign(LakeFile target) implements Decision {}

    /** A directory on both sides whose access on the target replication did not set, or someone else set since. */
    record OthersAccess(boolean ours) implements Decision {}

    /** Only on the target and never replication's. */
    record LeaveAlone() implements Decision {}
}
