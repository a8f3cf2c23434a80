package io.github.azuredr.plan;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Victim;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A step as stored: the envelope core understands and the record's JSON as an opaque body.
 *
 * @param id unique in the plan: {@code workload/name}
 * @param workload whose contract knows the type
 * @param type the step type's versioned id
 * @param phase when
 * @param title one line for people
 * @param effect what it does to the world
 * @param fencing what makes a late effect harmless
 * @param sides the sides it calls
 * @param after ids of steps of the same or an earlier phase that must be settled before; in phase UNDO the steps it takes
 *     back, and it is only done when one of them was begun
 * @param ifLost what a forced goal makes of it when one of its sides is lost
 * @param victims what a DESTROYS step ends
 * @param timeout when an attempt is given up
 * @param body the record's JSON
 */
public record PlannedStep(
        String id,
        String workload,
        String type,
        Phase phase,
        String title,
        EffectKind effect,
        Fencing fencing,
        Set<Side> sides,
        List<String> after,
        IfLost ifLost,
        List<Victim> victims,
        Duration timeout,
        String body) {

    private static final Pattern ID = Pattern.compile("[^\\s/]+/\\S+");

    /** Refuses an envelope that breaks a rule of every plan. */
    public PlannedStep {
        sides = Collections.unmodifiableSet(new TreeSet<>(sides));
        after = List.copyOf(after);
        victims = List.copyOf(victims);
        if (!ID.matcher(id).matches() || !id.startsWith(workload + "/")) {
            throw new PlanException(
                    "step id '" + id + "': must be '" + workload + "/' followed by a name without spaces");
        }
        if (phase.belongsToCore()) {
            throw new PlanException("step " + id + ": phase " + phase + " belongs to core; use QUIESCE or ACTIVATE");
        }
        if (phase == Phase.PROVE && effect != EffectKind.READS) {
            throw new PlanException("step " + id + ": phase PROVE allows only READS, not " + effect);
        }
        if (effect == EffectKind.DESTROYS && victims.isEmpty()) {
            throw new PlanException("step " + id + ": a DESTROYS step names its victims");
        }
        if (effect != EffectKind.DESTROYS && !victims.isEmpty()) {
            throw new PlanException("step " + id + ": only a DESTROYS step has victims");
        }
        if (phase == Phase.UNDO && (after.isEmpty() || effect == EffectKind.READS || effect == EffectKind.DESTROYS)) {
            throw new PlanException("step " + id + ": an undo names the step it takes back and may create or change,"
                    + " not " + effect + "; cancelling must never need an approval of its own");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new PlanException("step " + id + ": timeout must be longer than zero, was " + timeout);
        }
        if (ifLost != IfLost.DROP && (effect == EffectKind.READS || sides.size() > 1)) {
            throw new PlanException("step " + id + ": only an effect on one side alone may be deferred;"
                    + " a step that reads a lost side is dropped, because a deferred copy would overwrite newer data");
        }
    }

    /** Whether it calls this side. */
    public boolean touches(Side side) {
        return sides.contains(side);
    }

    /** This step under another id and phase, for work deferred into a later plan. */
    public PlannedStep movedTo(String newId, Phase newPhase, List<String> newAfter) {
        return new PlannedStep(
                newId, workload, type, newPhase, title, effect, fencing, sides, newAfter, ifLost, victims, timeout,
                body);
    }
}
