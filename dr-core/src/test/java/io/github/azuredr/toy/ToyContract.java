package io.github.azuredr.toy;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.step.Victim;
import io.github.azuredr.time.TimeSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies every value but "mode"; the active side has mode=serve, the other mode=standby. */
public final class ToyContract implements FailoverContract<ToyPort> {
    public final Map<Side, ToyService> services = new EnumMap<>(Side.class);
    private final TimeSource time;
    public boolean copyGap;

    public ToyContract(TimeSource time) {
        this.time = time;
        services.put(Side.A, new ToyService());
        services.put(Side.B, new ToyService());
    }

    public ToyService service(Side side) {
        return services.getOrDefault(side, new ToyService());
    }

    @Override
    public StepTypes<ToyPort> stepTypes() {
        return StepTypes.<ToyPort>none()
                .with("toy-set-mode/1", SetMode.class)
                .with("toy-copy/1", Copy.class)
                .with("toy-check/1", Check.class)
                .with("toy-compare/1", Compare.class)
                .with("toy-clear/1", Clear.class);
    }

    @Override
    public ToyPort port(Side side) {
        return service(side);
    }

    @Override
    public Observation observe(Side side) {
        return Observation.of(
                time.now(), Map.of("values", String.valueOf(service(side).all().size())));
    }

    @Override
    public List<Gap> gaps(Situation now) {
        return copyGap ? List.of(Gap.critical("toy-gap", "the toy is not ready", "wait")) : List.of();
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<ToyPort> draft) {
        Side from = now.source();
        Side to = from.other();
        if (goal instanceof Goal.Prepare) {
            draft.step("standby", Phase.CATCH_UP, new SetMode(to, "standby"));
        } else if (goal instanceof Goal.Replicate) {
            draft.step("copy", Phase.CATCH_UP, new Copy(from, to));
        } else if (goal instanceof Goal.FailOverTo || goal instanceof Goal.ForceFailOverTo) {
            draft.step("check", Phase.PROVE, new Check(to));
            draft.step("quiesce", Phase.QUIESCE, new SetMode(from, "standby")).ifLost(IfLost.DEFER_AS_FENCE);
            draft.step("catch-up", Phase.CATCH_UP, new Copy(from, to));
            draft.step("serve", Phase.ACTIVATE, new SetMode(to, "serve"));
            draft.step("verify", Phase.VERIFY, new Check(to));
        } else if (goal instanceof Goal.Reprotect) {
            draft.step("compare", Phase.QUIESCE, new Compare(to));
            draft.step("copy", Phase.CATCH_UP, new Copy(from, to)).after("compare");
        } else if (goal instanceof Goal.EndDrill) {
            draft.step("clear", Phase.TIDY, new Clear(to));
        }
    }

    public record SetMode(Side side, String mode) implements Step<ToyPort> {
        @Override
        public String title() {
            return "set mode " + mode + " on " + side;
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
        public Presence observe(StepContext<ToyPort> at) {
            return mode.equals(at.on(side).all().get("mode")) ? Presence.present() : Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ToyPort> at) {
            at.on(side).put("mode", mode);
            return Outcome.done().with("mode", mode);
        }
    }

    public record Copy(Side from, Side to) implements Step<ToyPort> {
        @Override
        public String title() {
            return "copy from " + from + " to " + to;
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
            return Set.of(from, to);
        }

        @Override
        public Presence observe(StepContext<ToyPort> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ToyPort> at) {
            RecoveryPoint point = RecoveryPoint.complete(from, at.now());
            Map<String, String> source = at.on(from).all();
            long n = 0;
            for (Map.Entry<String, String> e : source.entrySet()) {
                if (!e.getKey().equals("mode")) {
                    at.on(to).put(e.getKey(), e.getValue());
                    at.progress(++n, source.size(), "values");
                }
            }
            return Outcome.done().with("copied", n).proving(point).proving(Verification.of(Verification.READ_BACK, n));
        }
    }

    public record Check(Side side) implements Step<ToyPort> {
        @Override
        public String title() {
            return "look at " + side;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.READS;
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
        public Presence observe(StepContext<ToyPort> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ToyPort> at) {
            return Outcome.done().with("values", at.on(side).all().size());
        }
    }

    public record Compare(Side returned) implements Step<ToyPort> {
        @Override
        public String title() {
            return "set aside what only " + returned + " has";
        }

        @Override
        public EffectKind effect() {
            return EffectKind.READS;
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONVERGENT;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(Side.A, Side.B);
        }

        @Override
        public Presence observe(StepContext<ToyPort> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ToyPort> at) {
            Map<String, String> there = at.on(returned).all();
            Map<String, String> here = at.on(returned.other()).all();
            List<LossLedger.Lost> lost = there.entrySet().stream()
                    .filter(e -> !e.getKey().equals("mode") && !e.getValue().equals(here.get(e.getKey())))
                    .map(e -> new LossLedger.Lost(e.getKey(), "written there", "only listed"))
                    .toList();
            return Outcome.done().proving(new LossLedger(lost, List.of()));
        }
    }

    public record Clear(Side side) implements Step<ToyPort> {
        @Override
        public String title() {
            return "remove scratch on " + side;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.DESTROYS;
        }

        @Override
        public Fencing fencing() {
            return Fencing.UNFENCED;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public List<Victim> victims() {
            return List.of(new Victim("scratch on " + side, "scratch"));
        }

        @Override
        public Presence observe(StepContext<ToyPort> at) {
            return at.on(side).all().containsKey("scratch") ? Presence.absent() : Presence.present();
        }

        @Override
        public Outcome.Answer execute(StepContext<ToyPort> at) {
            at.on(side).remove("scratch");
            return Outcome.done();
        }
    }
}
