package io.github.azuredr.step;

import io.github.azuredr.error.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What looking tells about a step's effect. */
public sealed interface Presence {

    /**
     * The effect is there.
     *
     * @param facts what {@link Outcome.Done} would have said
     * @param evidence what it proves
     */
    record Present(Map<String, String> facts, List<Evidence> evidence) implements Presence {
        /** Copies its arguments; facts are kept in the order of their names, without what looks like a secret. */
        public Present {
            facts = Facts.kept(facts);
            evidence = List.copyOf(evidence);
        }
    }

    /** The effect is not there, and the service has had its settle time to show it. */
    record Absent() implements Presence {}

    /**
     * Looking could not tell.
     *
     * @param reason why, for the person who will have to say
     */
    record Unclear(String reason) implements Presence {
        /** Requires a reason, and takes what looks like a secret out of it. */
        public Unclear {
            reason = Redaction.of(Objects.requireNonNull(reason, "reason"));
        }
    }

    /** The effect is there. */
    static Presence present() {
        return new Present(Map.of(), List.of());
    }

    /**
     * The effect is there, with these facts.
     *
     * @throws IllegalArgumentException when one is a secret by its name, such as {@code accountKey}
     */
    static Presence present(Map<String, String> facts) {
        Facts.refuseSecrets(facts);
        return new Present(facts, List.of());
    }

    /** The effect is surely not there. */
    static Presence absent() {
        return new Absent();
    }

    /** Looking could not tell. */
    static Presence unclear(String reason) {
        return new Unclear(reason);
    }
}
