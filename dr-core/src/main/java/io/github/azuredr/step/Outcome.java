package io.github.azuredr.step;

import io.github.azuredr.error.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How one attempt of a step ended. */
public sealed interface Outcome {

    /** What a step itself may answer. */
    sealed interface Answer extends Outcome {}

    /**
     * The effect is done and was read back where the service allows it.
     *
     * @param facts small results later steps of the run may read by (step, name)
     * @param evidence what it proves beyond the run
     */
    record Done(Map<String, String> facts, List<Evidence> evidence) implements Answer {
        /** Copies its arguments; facts are kept in the order of their names, without what looks like a secret. */
        public Done {
            facts = Facts.kept(facts);
            evidence = List.copyOf(evidence);
        }

        /**
         * This answer with one more fact.
         *
         * @throws IllegalArgumentException when it is a secret by its name, such as {@code accountKey}
         */
        public Done with(String name, Object value) {
            Map<String, String> more = new TreeMap<>(facts);
            more.put(name, String.valueOf(value));
            Facts.refuseSecrets(more);
            return new Done(more, evidence);
        }

        /** This answer with one more piece of evidence. */
        public Done proving(Evidence one) {
            List<Evidence> more = new ArrayList<>(evidence);
            more.add(one);
            return new Done(facts, more);
        }
    }

    /**
     * The step declined, before any effect, because a rule says so; repeating it alone will not help.
     *
     * @param rule the rule's short name
     * @param reason why, naming the object, and what would have to change
     */
    record Refused(String rule, String reason) implements Answer {
        /** Takes what looks like a secret out of the reason. */
        public Refused {
            reason = Redaction.of(reason);
        }
    }

    /**
     * The step surely had no effect, or only a part that repeating completes.
     *
     * @param reason what the service said
     * @param worthRetrying whether the runner should try again by itself
     */
    record Failed(String reason, boolean worthRetrying) implements Answer {
        /** Takes what looks like a secret out of the reason. */
        public Failed {
            reason = Redaction.of(reason);
        }
    }

    /**
     * Nobody knows whether the effect took place; it will be observed before anything else.
     *
     * @param reason what was seen instead of an answer
     */
    record InDoubt(String reason) implements Answer {
        /** Takes what looks like a secret out of the reason. */
        public InDoubt {
            reason = Redaction.of(reason);
        }
    }

    /** Done, so far without facts. */
    static Done done() {
        return new Done(Map.of(), List.of());
    }

    /** Declined by a rule. */
    static Answer refused(String rule, String reason) {
        return new Refused(rule, reason);
    }

    /** No effect; the runner should try again. */
    static Answer failedForNow(String reason) {
        return new Failed(reason, true);
    }

    /** No effect, and trying again will not help. */
    static Answer failed(String reason) {
        return new Failed(reason, false);
    }

    /** Unknown. */
    static Answer inDoubt(String reason) {
        return new InDoubt(reason);
    }
}
