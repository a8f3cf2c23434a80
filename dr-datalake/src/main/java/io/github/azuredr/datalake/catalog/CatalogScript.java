package io.github.azuredr.datalake.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements of a plan as scripts: one object's statements stay together, a script is for one database and below the
 * service's size limit, and the order of the plan is kept.
 *
 * @param names what it is about
 * @param text the script
 */
public record CatalogScript(List<ObjectName> names, String text) {
    /** Well below the service's 3 MB. */
    private static final int LONGEST = 2 << 20;

    /** Copies the names. */
    public CatalogScript {
        names = List.copyOf(names);
    }

    /** The scripts for statements in their order. */
    public static List<CatalogScript> of(List<Ddl> statements) {
        List<CatalogScript> scripts = new ArrayList<>();
        List<ObjectName> names = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int size = 0;
        String database = "";
        for (Ddl ddl : statements) {
            // A database cannot be used in the script that makes it.
            boolean alone = ddl.name().kind() == ObjectKind.DATABASE;
            int more = ddl.text().getBytes(StandardCharsets.UTF_8).length;
            boolean other = !alone && !ddl.name().database().equals(database);
            if (!names.isEmpty() && (alone || other || size + more > LONGEST)) {
                scripts.add(new CatalogScript(names, text.toString()));
                names = new ArrayList<>();
                text.setLength(0);
            }
            if (names.isEmpty()) {
                database = alone ? "" : ddl.name().database();
                text.append(alone ? "" : "USE DATABASE " + Usql.name(database) + ";\n");
                size = text.length();
            }
            names.add(ddl.name());
            text.append(ddl.text()).append('\n');
            size += more + 1;
        }
        if (!names.isEmpty()) {
            scripts.add(new CatalogScript(names, text.toString()));
        }
        return scripts;
    }
}
