package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.step.AttemptOverException;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.control.StartChoice;
import io.github.azuredr.streamanalytics.control.StartMode;
import io.github.azuredr.streamanalytics.control.StartRequest;
import io.github.azuredr.streamanalytics.port.JobState;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.port.UnitQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts a job and waits until it works. A start without the output time the service has not is repeated by rule, and
 * never in a way that leaves a hole the plan did not state.
 *
 * @param side where
 * @param job its name in plans
 * @param region its region, for the quota of streaming units
 * @param units how many it takes
 * @param choice from when on it writes, and why
 * @param drill whether it is started for a drill only
 */
record StartJob(Side side, String job, String region, int units, StartChoice choice, boolean drill)
        implements Step<StreamJobs> {
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration FIRST_SIGN = Duration.ofMinutes(1);

    @Override
    public String title() {
        return "Start job " + job + " on side " + side + ", " + choice.text();
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Duration timeout() {
        return LONGEST.plus(Duration.ofMinutes(30));
    }

    @Override
    public Presence observe(StepContext<StreamJobs> at) {
        return Calls.look(() -> {
            Optional<SeenJob> seen = Calls.settled(at, side, job);
            if (seen.isEmpty()) {
                return Presence.unclear("job " + job + " on side " + side + " is absent or stays between states");
            }
            if (seen.get().state().isAtRest()) {
                return Presence.absent();
            }
            Outcome.Done done = started(choice.request(), at.now());
            return new Presence.Present(done.facts(), done.evidence());
        });
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Optional<SeenJob> seen = Calls.settled(at, side, job);
            if (seen.isEmpty()) {
                return Calls.noJob(job, side);
            }
            if (seen.get().state().isAtWork()) {
                return started(choice.request(), at.now());
            }
            Optional<Outcome.Answer> refusal = unitsShort(at);
            return refusal.isPresent() ? refusal.get() : send(at, choice.request());
        });
    }

    private Outcome.Answer send(StepContext<StreamJobs> at, StartRequest request) {
        Instant asked = at.now();
        try {
            at.on(side).start(job, request);
        } catch (ArmException refused) {
            boolean neverWrote = refused.status() == 422 && request.mode() == StartMode.LAST_OUTPUT_EVENT_TIME;
            if (neverWrote && choice.fallback().isPresent()) {
                return send(at, choice.fallback().get());
            }
            if (neverWrote) {
                return Outcome.refused(
                        "data-hole",
                        "The service has no last output for job " + job + " on side " + side
                                + ", and no other start is known that leaves no hole; plan again to see it stated.");
            }
            if (!refused.isConflict()) {
                throw refused;
            }
        }
        return working(at, request, asked);
    }

    private Outcome.Answer working(StepContext<StreamJobs> at, StartRequest request, Instant asked) {
        Optional<SeenJob> seen = Calls.await(
                at,
                side,
                job,
                // Right after the call the old state may still be shown.
                state -> state.isAtWork() || (state.isAtRest() && at.now().isAfter(asked.plus(FIRST_SIGN))),
                LONGEST);
        if (seen.isEmpty()) {
            return Outcome.inDoubt("job " + job + " on side " + side + " does not get to work");
        }
        JobState state = seen.get().state();
        return state.isAtWork()
                ? started(request, asked)
                : Outcome.failed("Job " + job + " on side " + side + " is " + state + " after its start"
                        + seen.get().diagnostics().stream()
                                .findFirst()
                                .map(line -> ": " + line)
                                .orElse("")
                        + ". Settle that, then retry.");
    }

    /** Only jobs at work take units, so a stopped standby may find none left when everybody starts. */
    private Optional<Outcome.Answer> unitsShort(StepContext<StreamJobs> at) {
        try {
            UnitQuota quota = at.on(side).units(job, region);
            return quota.free() >= units
                    ? Optional.empty()
                    : Optional.of(Outcome.refused(
                            "units",
                            "Job " + job + " needs " + units + " streaming units in " + region + ", but " + quota.free()
                                    + " of " + quota.most() + " are free; stop something there or ask for more."));
        } catch (ArmException unknown) {
            return Optional.empty();
        } catch (AttemptOverException over) {
            throw over;
        } catch (RecoveryException unreadable) {
            return Optional.empty();
        }
    }

    private Outcome.Done started(StartRequest request, Instant asked) {
        Map<String, String> memo = new HashMap<>();
        memo.put(Memory.drill(side, job), drill ? "yes" : "no");
        // A job that goes on from its own output covers what it covered before.
        if (request.mode() != StartMode.LAST_OUTPUT_EVENT_TIME) {
            memo.put(Memory.from(side, job), request.from().orElse(asked).toString());
        }
        return Outcome.done()
                .with("start", request)
                .with("why", choice.reason())
                .with("hole", choice.hole().map(hole -> hole.text()).orElse("none"))
                .proving(new Memo(memo));
    }
}
