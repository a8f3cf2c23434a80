package io.github.azuredr.datalake.job;

import io.github.azuredr.datalake.script.RewriteResult;
import io.github.azuredr.datalake.script.ScriptRewriter;
import io.github.azuredr.datalake.script.Undecided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Recurring jobs in the other region: found by recurrence, rewritten, compiled there, and submitted with the recurrence,
 * priority and parallelism they had, each after those it depends on.
 *
 * <p>The scripts must have been found before the outage: {@link #find} reads the primary, {@link #check} and {@link #run}
 * only the secondary.
 */
public final class Resubmission {
    private final ScriptRewriter rewriter;

    /** A resubmission that rewrites scripts so. */
    public Resubmission(ScriptRewriter rewriter) {
        this.rewriter = rewriter;
    }

    /**
     * What became of one recurring job.
     *
     * @param recurrenceId which one
     * @param state how far it came
     * @param detail in words
     */
    public record Result(UUID recurrenceId, State state, String detail) {}

    /** How far a recurring job came. */
    public enum State {
        /** Its script compiles in the target. */
        COMPILES,
        /** It ran there and succeeded. */
        SUCCEEDED,
        /** No job of the recurrence, or none of its pipeline, was found. */
        NOT_FOUND,
        /** Its addresses could not be decided. */
        NOT_REWRITTEN,
        /** The target's compiler refuses it. */
        DOES_NOT_COMPILE,
        /** It ran there and did not succeed. */
        FAILED,
        /** Another that it comes after did not succeed, or they wait for each other. */
        HELD_BACK
    }

    /** The newest job of each recurrence with its script; the ones that have none are left out. */
    public Map<UUID, Job> find(JobPort source, Collection<Recurring> wanted, Instant since) {
        Map<UUID, Job> found = new LinkedHashMap<>();
        for (Recurring each : wanted) {
            for (Job job : source.ofRecurrence(each.recurrenceId(), since)) {
                boolean itsPipeline = each.pipelineId().isEmpty()
                        || job.related().flatMap(Related::pipelineId).equals(each.pipelineId());
                if (itsPipeline) {
                    source.find(job.id()).ifPresent(full -> found.put(each.recurrenceId(), full));
                    break;
                }
            }
        }
        return found;
    }

    /** Compiles all in the target and submits nothing; for drills and before a failover. */
    public List<Result> check(JobPort target, Collection<Recurring> wanted, Map<UUID, Job> found) {
        return wanted.stream()
                .map(each -> prepared(target, each.recurrenceId(), found)
                        .map(script -> new Result(each.recurrenceId(), State.COMPILES, "compiles in the target"))
                        .get())
                .toList();
    }

    /**
     * Submits all in the target and follows each to its end.
     *
     * @param generation names this failover: the same generation never runs a job twice, the next one may
     */
    public List<Result> run(
            JobPort target, JobRun run, Collection<Recurring> wanted, Map<UUID, Job> found, String generation) {
        Map<UUID, Result> results = new LinkedHashMap<>();
        Set<Recurring> open = new LinkedHashSet<>(wanted);
        boolean moved = true;
        while (moved && !open.isEmpty()) {
            moved = false;
            for (Recurring each : List.copyOf(open)) {
                if (results.keySet().containsAll(each.after())) {
                    open.remove(each);
                    results.put(each.recurrenceId(), one(target, run, each, found, generation, results));
                    moved = true;
                }
            }
        }
        open.forEach(each -> results.put(
                each.recurrenceId(),
                new Result(
                        each.recurrenceId(),
                        State.HELD_BACK,
                        "it comes after " + each.after() + ", which were not submitted; name them or drop the"
                                + " dependency")));
        return new ArrayList<>(results.values());
    }

    private Result one(
            JobPort target,
            JobRun run,
            Recurring each,
            Map<UUID, Job> found,
            String generation,
            Map<UUID, Result> results) {
        List<UUID> failed = each.after().stream()
                .filter(id -> Optional.ofNullable(results.get(id))
                        .filter(result -> result.state() == State.SUCCEEDED)
                        .isEmpty())
                .toList();
        if (!failed.isEmpty()) {
            return new Result(
                    each.recurrenceId(), State.HELD_BACK, "it comes after " + failed + ", which did not succeed");
        }
        return prepared(target, each.recurrenceId(), found)
                .map(script -> submitted(target, run, script, found.get(each.recurrenceId()), generation))
                .get();
    }

    private static Result submitted(
            JobPort target,
            JobRun run,
            String script,
            @org.jspecify.annotations.Nullable Job original,
            String generation) {
        if (original == null) {
            throw new IllegalStateException("a prepared script has its job");
        }
        UUID recurrence = original.related().map(Related::recurrenceId).orElse(original.id());
        Job job = run.toItsEnd(new JobRequest(
                JobIds.of("resubmission", target.account(), recurrence.toString(), script, generation),
                original.name(),
                script,
                original.priority(),
                original.parallelism(),
                original.related()));
        return job.succeeded()
                ? new Result(recurrence, State.SUCCEEDED, "job " + job.id())
                : new Result(recurrence, State.FAILED, "job " + job.id() + ": " + job.why());
    }

    /** A script ready for the target, or why there is none. */
    private record Prepared(Optional<String> script, Optional<Result> refusal) {
        Prepared map(Function<String, Result> use) {
            return script.isPresent() ? new Prepared(script, script.map(use)) : this;
        }

        Result get() {
            return refusal.orElseThrow();
        }
    }

    private Prepared prepared(JobPort target, UUID recurrence, Map<UUID, Job> found) {
        Job original = found.get(recurrence);
        if (original == null || original.script().isEmpty()) {
            return refused(recurrence, State.NOT_FOUND, "no job of it was found in the primary");
        }
        RewriteResult rewritten = rewriter.rewrite(original.script().get());
        if (!(rewritten instanceof RewriteResult.Rewritten text)) {
            return refused(recurrence, State.NOT_REWRITTEN, rewritten.toString());
        }
        if (!text.clear()) {
            return refused(
                    recurrence,
                    State.NOT_REWRITTEN,
                    text.undecided().stream()
                            .filter(each -> each.reason().blocking())
                            .map(Undecided::toString)
                            .collect(Collectors.joining("; ")));
        }
        Job built = target.build(original.name(), text.text());
        return built.succeeded()
                ? new Prepared(Optional.of(text.text()), Optional.empty())
                : refused(recurrence, State.DOES_NOT_COMPILE, built.why());
    }

    private static Prepared refused(UUID recurrence, State state, String why) {
        return new Prepared(Optional.empty(), Optional.of(new Result(recurrence, state, why)));
    }
}
