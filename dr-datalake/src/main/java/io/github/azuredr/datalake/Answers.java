package io.github.azuredr.datalake;

import io.github.azuredr.datalake.analytics.AnalyticsException;
import io.github.azuredr.datalake.analytics.AnalyticsFailure;
import io.github.azuredr.datalake.files.PassRuntime;
import io.github.azuredr.datalake.manifest.PassRefused;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.StepContext;
import java.util.function.Supplier;

/** What steps of a tree share: their runtime from the context, and failures as answers. */
final class Answers {
    private Answers() {}

    static PassRuntime runtime(StepContext<LakeSide> at, TransferRoom room) {
        return new PassRuntime(
                room.clock(),
                room.executor(),
                room.parallelism(),
                Patience.ofDefaults(at::pause),
                (done, total) -> at.progress(done, total, "files"),
                room.scratch());
    }

    /** Every effect below is conditional and resumable, so that a failure is a failure and never a doubt. */
    static Outcome.Answer of(Supplier<Outcome.Answer> work) {
        try {
            return work.get();
        } catch (PassRefused refused) {
            return Outcome.refused("held", String.valueOf(refused.getMessage()));
        } catch (LakeException failed) {
            String reason = String.valueOf(failed.getMessage());
            return failed.kind().worthRetrying() ? Outcome.failedForNow(reason) : Outcome.failed(reason);
        } catch (AnalyticsException failed) {
            // Jobs go by ids that follow from what they do: what a lost answer did is found again.
            String reason = String.valueOf(failed.getMessage());
            boolean again = failed.kind() == AnalyticsFailure.BUSY || failed.kind() == AnalyticsFailure.NO_ANSWER;
            return again ? Outcome.failedForNow(reason) : Outcome.failed(reason);
        }
    }
}
