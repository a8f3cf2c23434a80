package io.github.azuredr.contract;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.error.Redaction;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepTypes;
import java.util.ArrayList;
import java.util.List;

/**
 * A contract's part of a plan while it is being drafted. A contract drafts the whole plan and says for each step what a
 * forced goal makes of it; core does the forcing.
 *
 * @param <P> the contract's port
 */
public final class PlanDraft<P> {
    private static final Codec CODEC = Codec.create();

    private final String workload;
    private final StepTypes<P> types;
    private final List<Drafted> drafted = new ArrayList<>();
    private final List<Concern> concerns = new ArrayList<>();
    private final List<String> instructions = new ArrayList<>();

    /**
     * Begins a draft.
     *
     * @param workload the workload's name
     * @param types the types its steps may have
     */
    public PlanDraft(String workload, StepTypes<P> types) {
        this.workload = workload;
        this.types = types;
    }

    /**
     * Adds a step.
     *
     * @param name unique within this workload's draft; the step's id is {@code workload/name}
     */
    public Drafted step(String name, Phase phase, Step<P> step) {
        Drafted one = new Drafted(name, phase, step, types.idOf(step), CODEC.text(step));
        drafted.add(one);
        return one;
    }

    /**
     * Adds a step that is only done when the run is cancelled after the step it takes back was begun, before the old side
     * becomes active again. It must bring the world to where it was whether or not that step took place, so it is
     * idempotent and looks before it acts.
     *
     * @param name unique within this workload's draft
     * @param undone the name of the step of phase QUIESCE or CATCH_UP it takes back
     */
    public Drafted undo(String name, String undone, Step<P> step) {
        return step(name, Phase.UNDO, step).after(undone);
    }

    /** Adds something to know. */
    public void note(String id, String text) {
        concerns.add(new Concern(id, Concern.Weight.NOTE, workload, text));
    }

    /** Adds something a person must accept by name. */
    public void mustAccept(String id, String text) {
        concerns.add(new Concern(id, Concern.Weight.ACCEPT, workload, text));
    }

    /** Says why the goal cannot be reached now. */
    public void blocked(String id, String text) {
        concerns.add(new Concern(id, Concern.Weight.BLOCKS, workload, text));
    }

    /** Adds something people do by hand; a text to paste is given whole, but without secrets. */
    public void instruct(String text) {
        instructions.add(workload + ": " + Redaction.of(text));
    }

    /** The steps as they will be stored. */
    public List<PlannedStep> steps() {
        return drafted.stream().map(Drafted::planned).toList();
    }

    /** The concerns so far. */
    public List<Concern> concerns() {
        return List.copyOf(concerns);
    }

    /** The instructions so far. */
    public List<String> instructions() {
        return List.copyOf(instructions);
    }

    /** One drafted step, still open for its order and its fate. */
    public final class Drafted {
        private final String name;
        private final Phase phase;
        private final Step<P> step;
        private final String type;
        private final String body;
        private final List<String> after = new ArrayList<>();
        private IfLost ifLost = IfLost.DROP;

        private Drafted(String name, Phase phase, Step<P> step, String type, String body) {
            this.name = name;
            this.phase = phase;
            this.step = step;
            this.type = type;
            this.body = body;
        }

        /** Waits for these steps of the same draft, by name. */
        public Drafted after(String... names) {
            for (String before : names) {
                after.add(workload + "/" + before);
            }
            return this;
        }

        /** Says what a forced goal makes of it when a side it touches is lost; unsaid, it is dropped. */
        public Drafted ifLost(IfLost fate) {
            this.ifLost = fate;
            return this;
        }

        private PlannedStep planned() {
            return new PlannedStep(
                    workload + "/" + name,
                    workload,
                    type,
                    phase,
                    Redaction.of(step.title()),
                    step.effect(),
                    step.fencing(),
                    step.touches(),
                    after,
                    ifLost,
                    step.victims(),
                    step.timeout(),
                    body);
        }
    }
}
