package io.github.azuredr.toy;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.step.Victim;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A contract whose plan, answers and looks a test writes; the steps reach them through the port, as real ones do. */
public final class Staged implements FailoverContract<Staged.Stage> {
    /** What was executed and looked at, in order: {@code do x} and {@code look x}. */
    public final List<String> log = new CopyOnWriteArrayList<>();

    public final Map<String, Function<StepContext<Stage>, Outcome.Answer>> acts = new ConcurrentHashMap<>();
    public final Map<String, Supplier<Presence>> looks = new ConcurrentHashMap<>();
    public final Set<Side> dark = ConcurrentHashMap.newKeySet();
    public BiConsumer<Goal, PlanDraft<Stage>> drafting = (goal, draft) -> {};
    public String darkness = "no route to host";
    /** Runs in every look at a side, before it answers. */
    public volatile Runnable looking = () -> {};

    public boolean forgetsItsTypes;
    public volatile String inventory = "one";
    private final TimeSource time;

    /** The port. */
    public interface Stage {
        Outcome.Answer act(String name, StepContext<Stage> at);

        Presence look(String name);
    }

    public Staged(TimeSource time) {
        this.time = time;
    }

    public static Act changes(String name, Side side) {
        return new Act(name, side, EffectKind.CHANGES, Fencing.CONVERGENT, Duration.ofMinutes(30));
    }

    public static Act reads(String name, Side side) {
        return new Act(name, side, EffectKind.READS, Fencing.CONVERGENT, Duration.ofMinutes(30));
    }

    public static Act destroys(String name, Side side) {
        return new Act(name, side, EffectKind.DESTROYS, Fencing.UNFENCED, Duration.ofMinutes(30));
    }

    @Override
    public StepTypes<Stage> stepTypes() {
        return forgetsItsTypes ? StepTypes.none() : StepTypes.<Stage>none().with("staged-act/1", Act.class);
    }

    @Override
    public Stage port(Side side) {
        return new Stage() {
            @Override
            public Outcome.Answer act(String name, StepContext<Stage> at) {
                log.add("do " + name);
                refuseDark(side);
                return acts.getOrDefault(name, c -> Outcome.done()).apply(at);
            }

            @Override
            public Presence look(String name) {
                log.add("look " + name);
                refuseDark(side);
                return looks.getOrDefault(name, Presence::absent).get();
            }
        };
    }

    private void refuseDark(Side side) {
        if (dark.contains(side)) {
            throw new IllegalStateException(darkness);
        }
    }

    @Override
    public Observation observe(Side side) {
        refuseDark(side);
        looking.run();
        return Observation.of(time.now(), Map.of("side", side.name()), inventory);
    }

    @Override
    public List<Gap> gaps(Situation now) {
        return List.of();
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<Stage> draft) {
        drafting.accept(goal, draft);
    }

    /** One scripted effect. */
    public record Act(String name, Side side, EffectKind effect, Fencing fencing, Duration timeout)
            implements Step<Stage> {
        @Override
        public String title() {
            return "act " + name + " on " + side;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public List<Victim> victims() {
            return effect == EffectKind.DESTROYS ? List.of(new Victim(name, "etag-" + name)) : List.of();
        }

        @Override
        public Presence observe(StepContext<Stage> at) {
            return at.on(side).look(name);
        }

        @Override
        public Outcome.Answer execute(StepContext<Stage> at) {
            return at.on(side).act(name, at);
        }

        public Act fenced(Fencing other) {
            return new Act(name, side, effect, other, timeout);
        }

        public Act within(Duration other) {
            return new Act(name, side, effect, fencing, other);
        }
    }
}
