package io.github.azuredr.datalake.script;

import java.util.ArrayList;
import java.util.List;

/** The words of U-SQL that decide where a path or an object's name may stand, or whether a bracket quotes a name. */
enum Keyword {
    /** Any other word. */
    NONE,
    ADD,
    ALL,
    ALTER,
    AND,
    ANTISEMIJOIN,
    APPLY,
    AS,
    ASC,
    ASSEMBLY,
    BEGIN,
    BETWEEN,
    BY,
    CLUSTERED,
    COLUMN,
    COMBINE,
    CREATE,
    CREDENTIAL,
    DATABASE,
    DECLARE,
    DEPLOY,
    DESC,
    DISTINCT,
    DISTRIBUTED,
    DROP,
    ELSE,
    END,
    EXCEPT,
    EXECUTE,
    EXISTS,
    EXPORT,
    EXTERNAL,
    EXTRACT,
    FILE,
    FOR,
    FROM,
    FUNCTION,
    GROUP,
    HASH,
    HAVING,
    IMPORT,
    IN,
    INDEX,
    INSERT,
    INTERSECT,
    INTO,
    IS,
    JOIN,
    NOT,
    ON,
    OPTION,
    OR,
    ORDER,
    OUTPUT,
    PACKAGE,
    PARTITION,
    PARTITIONED,
    PRESORT,
    PROC,
    PROCEDURE,
    PROCESS,
    PRODUCE,
    RANGE,
    READONLY,
    REDUCE,
    REFERENCE,
    REQUIRED,
    RESOURCE,
    RETURNS,
    SCHEMA,
    SELECT,
    SEMIJOIN,
    SET,
    SOURCE,
    STATISTICS,
    TABLE,
    THEN,
    TO,
    TRUNCATE,
    TYPE,
    UNION,
    USE,
    USING,
    VIEW,
    WHERE,
    WITH;

    private static final Keyword[][] BY_LENGTH = byLength();

    private static Keyword[][] byLength() {
        List<List<Keyword>> lists = new ArrayList<>();
        for (int i = 0; i <= 12; i++) {
            lists.add(new ArrayList<>());
        }
        for (Keyword each : values()) {
            if (each != NONE) {
                lists.get(each.name().length()).add(each);
            }
        }
        return lists.stream().map(list -> list.toArray(Keyword[]::new)).toArray(Keyword[][]::new);
    }

    /** The keyword written there, in any case, or {@link #NONE}. */
    static Keyword at(char[] text, int start, int end) {
        int length = end - start;
        if (length >= BY_LENGTH.length) {
            return NONE;
        }
        for (Keyword each : BY_LENGTH[length]) {
            if (each.isAt(text, start)) {
                return each;
            }
        }
        return NONE;
    }

    static boolean isCapitals(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] >= 'a' && text[i] <= 'z' || text[i] >= 128) {
                return false;
            }
        }
        return true;
    }

    private boolean isAt(char[] text, int start) {
        String word = name();
        for (int i = 0; i < word.length(); i++) {
            // Setting bit 5 folds the case of ASCII letters, and keywords have nothing else.
            if ((text[start + i] | 0x20) != (word.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
