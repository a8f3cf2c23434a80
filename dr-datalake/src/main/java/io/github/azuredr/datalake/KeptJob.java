package io.github.azuredr.datalake;

import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.Related;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The newest job of a recurrence as it is kept on the other side.
 *
 * @param account where it ran
 * @param id its id there
 * @param name its name
 * @param priority its priority
 * @param parallelism its analytics units
 * @param related what it recurs as
 * @param script its script, as it was there; empty when no job was ever kept
 */
record KeptJob(
        String account,
        UUID id,
        String name,
        OptionalInt priority,
        OptionalInt parallelism,
        Optional<Related> related,
        String script) {
    private static final KeptJob NONE =
            new KeptJob("", new UUID(0, 0), "", OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), "");

    static KeptJob of(String account, Job job) {
        return new KeptJob(
                account,
                job.id(),
                job.name(),
                job.priority(),
                job.parallelism(),
                job.related(),
                job.script().orElse(""));
    }

    static StateFile<KeptJob> file(LakePort lake, String tree, UUID recurrence, Patience patience) {
        return StateFile.open(lake, Reserved.path(tree, "jobs", recurrence.toString()), KeptJob.class, NONE, patience);
    }

    static Outcome.Answer never(UUID recurrence, Side side) {
        return Outcome.refused(
                "job-unknown",
                "No script of the recurring job " + recurrence + " was kept on side " + side
                        + " before; submit it by hand, or drop it from the jobs to go on with.");
    }

    boolean unknown() {
        return script.isEmpty();
    }

    Job job() {
        return new Job(
                id,
                name,
                "Ended",
                "Succeeded",
                Optional.empty(),
                priority,
                parallelism,
                related,
                Optional.of(script),
                List.of());
    }

    /** Without the script, which may hold what only its author should read. */
    @Override
    public String toString() {
        return "KeptJob[" + name + " of " + account + "]";
    }
}
