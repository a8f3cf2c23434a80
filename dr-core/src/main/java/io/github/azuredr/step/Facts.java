package io.github.azuredr.step;

import io.github.azuredr.error.Redaction;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a step wants kept, as the journal may keep it. */
public final class Facts {
    private Facts() {}

    /** In the order of their names, without what looks like a secret. */
    public static Map<String, String> kept(Map<String, String> facts) {
        Map<String, String> kept = new TreeMap<>();
        facts.forEach((name, value) -> kept.put(name, Redaction.of(value)));
        return Collections.unmodifiableMap(kept);
    }

    /**
     * Refuses a fact that is a secret by its name; the journal is kept for years and read by many.
     *
     * @throws IllegalArgumentException naming the fact
     */
    public static void refuseSecrets(Map<String, String> facts) {
        facts.keySet().stream().filter(Redaction::namesASecret).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("fact '" + name
                    + "': a value of that name is a secret, and facts are kept for years; keep where it can be read"
                    + " again, such as a Key Vault secret's id, under another name");
        });
    }
}
