package io.github.azuredr.datalake.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of U-SQL that decide where a path or an object's name may stand, or whether a bracket quotes a name. */
enum Keyword {
    /** Any other word. */
    NONE,
    ADD,
    ALL,
    ALTER,
    AND,
    ANTISEMIJOIN,
    APPLY(true),
    AS,
    ASC,
    ASSEMBLY(true),
    BEGIN(true),
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
    ELSE(true),
    END(true),
    EXCEPT(true),
    EXECUTE,
    EXISTS,
    EXPORT,
    EXTERNAL,
    EXTRACT(true),
    FILE,
    FOR,
    FROM(true),
    FUNCTION(true),
    GROUP(true),
    HASH,
    HAVING(true),
    IMPORT,
    IN,
    INDEX,
    INSERT,
    INTERSECT(true),
    INTO,
    IS,
    JOIN(true),
    NOT,
    ON(true),
    OPTION(true),
    OR,
    ORDER(true),
    OUTPUT(true),
    PACKAGE(true),
    PARTITION,
    PARTITIONED,
    PRESORT,
    PROC(true),
    PROCEDURE(true),
    PROCESS,
    PRODUCE(true),
    RANGE,
    READONLY,
    REDUCE,
    REFERENCE,
    REQUIRED,
    RESOURCE(true),
    RETURNS,
    SCHEMA,
    SELECT(true),
    SEMIJOIN,
    SET,
    SOURCE,
    STATISTICS,
    TABLE,
    THEN(true),
    TO(true),
    TRUNCATE,
    TYPE,
    UNION(true),
    USE,
    USING(true),
    VIEW,
    WHERE(true),
    WITH;

    private static final int LONGEST = 12;
    /** The few words of one length that begin with one letter. */
    private static final Word[][] BY_SHAPE = byShape();

    private final boolean opensClause;

    Keyword() {
        this(false);
    }

    Keyword(boolean opensClause) {
        this.opensClause = opensClause;
    }

    /** A keyword with its letters in lower case. */
    private record Word(Keyword keyword, char[] letters) {
        boolean isAt(char[] text, int start) {
            for (int i = 0; i < letters.length; i++) {
                // Setting bit 5 folds the case of ASCII letters, and keywords have nothing else.
                if ((text[start + i] | 0x20) != letters[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Word[][] byShape() {
        List<List<Word>> lists = new ArrayList<>();
        for (int i = 0; i <= shape(LONGEST, 'z'); i++) {
            lists.add(new ArrayList<>());
        }
        for (Keyword each : values()) {
            if (each != NONE) {
                char[] letters = each.name().toLowerCase(Locale.ROOT).toCharArray();
                lists.get(shape(letters.length, letters[0])).add(new Word(each, letters));
            }
        }
        return lists.stream().map(list -> list.toArray(Word[]::new)).toArray(Word[][]::new);
    }

    /** So that most names are told by a single look. */
    private static int shape(int length, char first) {
        return length << 5 | first & 31;
    }

    /** The keyword written there, in any case, or {@link #NONE}. */
    static Keyword at(char[] text, int start, int end) {
        int length = end - start;
        if (length > LONGEST) {
            return NONE;
        }
        int shape = shape(length, text[start]);
        if (shape < BY_SHAPE.length) {
            for (Word each : BY_SHAPE[shape]) {
                if (each.isAt(text, start)) {
                    return each.keyword();
                }
            }
        }
        return NONE;
    }

    /** Whether it begins or ends a clause or a statement, so that what a string means may change there. */
    boolean opensClause() {
        return opensClause;
    }

    static boolean isCapitals(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] >= 'a' && text[i] <= 'z' || text[i] >= 128) {
                return false;
            }
        }
        return true;
    }
}
