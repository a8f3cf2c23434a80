package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.recovery.LossBound;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A copy of a run in the making: one setter per field the fold changes. */
final class RunChange {
    private final OpenRun from;
    private String owner;
    private Optional<Duration> lossCeiling;
    private Optional<Side> lost;
    private Map<String, StepProgress> steps;
    private Optional<Long> fencedEpoch;
    private Optional<Instant> fencedAt;
    private Optional<Long> routedEpoch;
    private Optional<Instant> routedAt;
    private List<LossBound> bounds;
    private Optional<OpenRun.Pause> paused;
    private Optional<String> cancelled;
    private boolean forced;
    private Optional<RunEnd> end;
    private Optional<Instant> endedAt;
    private Map<Phase, Instant> phaseStarts;
    private Map<Phase, Instant> phaseEnds;

    RunChange(OpenRun from) {
        this.from = from;
        this.owner = from.owner();
        this.lossCeiling = from.lossCeiling();
        this.lost = from.lost();
        this.steps = from.steps();
        this.fencedEpoch = from.fencedEpoch();
        this.fencedAt = from.fencedAt();
        this.routedEpoch = from.routedEpoch();
        this.routedAt = from.routedAt();
        this.bounds = from.bounds();
        this.paused = from.paused();
        this.cancelled = from.cancelled();
        this.forced = from.forced();
        this.end = from.end();
        this.endedAt = from.endedAt();
        this.phaseStarts = from.phaseStarts();
        this.phaseEnds = from.phaseEnds();
    }

    RunChange owner(String value) {
        owner = value;
        return this;
    }

    RunChange lossCeiling(Duration value) {
        lossCeiling = Optional.of(value);
        return this;
    }

    RunChange lost(Side value) {
        lost = Optional.of(value);
        forced = true;
        return this;
    }

    RunChange steps(Map<String, StepProgress> value) {
        steps = value;
        return this;
    }

    RunChange fenced(long epoch, Instant at, List<LossBound> measured) {
        fencedEpoch = Optional.of(epoch);
        fencedAt = Optional.of(at);
        bounds = measured;
        return this;
    }

    RunChange bounds(List<LossBound> measured) {
        bounds = measured;
        return this;
    }

    RunChange routed(long epoch, Instant at) {
        routedEpoch = Optional.of(epoch);
        routedAt = Optional.of(at);
        return this;
    }

    RunChange paused(Optional<OpenRun.Pause> value) {
        paused = value;
        return this;
    }

    RunChange cancelled(String value) {
        cancelled = Optional.of(value);
        return this;
    }

    RunChange ended(RunEnd value, Instant at) {
        end = Optional.of(value);
        endedAt = Optional.of(at);
        return this;
    }

    RunChange phaseStart(Phase phase, Instant at) {
        Map<Phase, Instant> more = new LinkedHashMap<>(phaseStarts);
        more.put(phase, at);
        phaseStarts = more;
        return this;
    }

    RunChange phaseEnd(Phase phase, Instant at) {
        Map<Phase, Instant> more = new LinkedHashMap<>(phaseEnds);
        more.put(phase, at);
        phaseEnds = more;
        return this;
    }

    OpenRun build() {
        return new OpenRun(
                from.id(),
                from.plan(),
                from.planHash(),
                owner,
                from.startedAt(),
                from.approval(),
                lossCeiling,
                lost,
                steps,
                fencedEpoch,
                fencedAt,
                routedEpoch,
                routedAt,
                bounds,
                paused,
                cancelled,
                forced,
                end,
                endedAt,
                phaseStarts,
                phaseEnds);
    }
}
