package io.github.azuredr.datalake.catalog;

import java.util.Set;

/**
 * The statements for one object.
 *
 * @param name which one
 * @param text re-runnable statements, each ended
 * @param needs other changed objects that must be there first
 */
public record Ddl(ObjectName name, String text, Set<ObjectName> needs) {
    /** Copies the needs. */
    public Ddl {
        needs = Set.copyOf(needs);
    }
}
