package io.github.azuredr.testkit.walk;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an undisturbed performance, or a disturbed one, comes to.
 *
 * @param fingerprint the end state
 * @param effects how often each effect took place
 */
record Trace(String fingerprint, Map<String, Integer> effects) {
    Trace {
        effects = new TreeMap<>(effects);
    }

    static Trace of(Session<?> session) {
        return new Trace(session.fingerprint(), session.world().effects());
    }

    /** What is wrong with this, measured by an undisturbed one; empty when nothing is. */
    String objection(Trace undisturbed, int surplusAllowed) {
        StringBuilder found = new StringBuilder();
        if (!fingerprint.equals(undisturbed.fingerprint)) {
            found.append("the end state differs; undisturbed:\n")
                    .append(undisturbed.fingerprint.indent(4))
                    .append("  and now:\n")
                    .append(fingerprint.indent(4));
        }
        TreeMap<String, Integer> all = new TreeMap<>(undisturbed.effects);
        all.putAll(effects);
        for (String effect : all.keySet()) {
            int expected = undisturbed.effects.getOrDefault(effect, 0);
            int counted = effects.getOrDefault(effect, 0);
            if (counted < expected || counted > expected + surplusAllowed) {
                found.append("effect '")
                        .append(effect)
                        .append("' took place ")
                        .append(counted)
                        .append(" times, undisturbed ")
                        .append(expected)
                        .append(", allowed surplus ")
                        .append(surplusAllowed)
                        .append('\n');
            }
        }
        return found.toString();
    }
}
