package io.github.azuredr.benchmarks;

import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** U-SQL as teams write it: about every other statement names a path, half of the paths name an account. */
final class ScriptCorpus {
    /** From replaced to replacement; one replace per name is what people do today. */
    static final List<List<String>> NAMES = List.of(
            List.of("prodlake", "drlake"),
            List.of("prodblob", "drblob"),
            List.of("prodgen2", "drgen2"),
            List.of("prodadla", "dradla"));

    static final PathMapping MAPPING = PathMapping.builder()
            .map(AccountKind.ADLS_GEN1, "prodlake", "drlake")
            .map(AccountKind.BLOB, "prodblob", "drblob")
            .map(AccountKind.ADLS_GEN2, "prodgen2", "drgen2")
            .map(AccountKind.ADLA, "prodadla", "dradla")
            .build();

    private static final List<String> STATEMENTS = List.of("""
            // Sessions of one day, without the robots that marketing keeps asking about.
            @sessions%1$d =
                EXTRACT UserId int,
                        Start DateTime,
                        Region string,
                        Query string,
                        Duration int?,
                        Urls string,
                        ClickedUrls string
                FROM "adl://prodlake.azuredatalakestore.net/raw/sessions/2026/%1$02d/part-{*}.tsv"
                USING Extractors.Tsv(skipFirstNRows: 1, silent: true);

            """, """
            @joined%1$d =
                SELECT s.UserId,
                       s.Region.ToUpperInvariant() AS Region,
                       COUNT(DISTINCT s.Query) AS Queries,
                       SUM(s.Duration ?? 0) / 60.0 AS Minutes
                FROM @sessions%1$d AS s
                     LEFT OUTER JOIN Crm.dbo.Customers AS c ON s.UserId == c.UserId
                WHERE s.Start >= DateTime.Parse("2026-01-%1$02d") && s.Region != "eu-test"
                GROUP BY s.UserId, s.Region
                HAVING COUNT(*) > 3;

            """, """
            OUTPUT @joined%1$d
            TO "/reports/%1$02d/joined.csv"
            ORDER BY Minutes DESC
            USING Outputters.Csv(outputHeader: true, quoting: false);

            """, """
            /* The lookup table comes from the other team; it is small and changes once a month.
               Ask before moving it. */
            DECLARE EXTERNAL @lookup%1$d string = "wasb://lookups@prodblob.blob.core.windows.net/geo/%1$02d.csv";
            DECLARE @limit%1$d int = %1$d * 1000;

            """, """
            @ranked%1$d =
                SELECT UserId,
                       Region,
                       ROW_NUMBER() OVER (PARTITION BY Region ORDER BY Minutes DESC) AS Place,
                       Minutes > @limit%1$d ? "heavy" : "light" AS Kind,
                       string.Format("{0}-{1:000}", Region, UserId %% 1000) AS [Key]
                FROM @joined%1$d
                WHERE Region IN ("us", "ca", "mx") AND Minutes IS NOT NULL;

            """, """
            INSERT INTO Reports.dbo.Daily%1$d
            SELECT UserId, Region, Place, Kind, DateTime.UtcNow AS At FROM @ranked%1$d;

            """);

    private ScriptCorpus() {}

    /** A script of about that many characters; the same for the same length. */
    static String ofLength(int characters) {
        Random random = new Random(7);
        StringBuilder script = new StringBuilder(characters + 1024);
        while (script.length() < characters) {
            script.append(String.format(
                    Locale.ROOT, STATEMENTS.get(random.nextInt(STATEMENTS.size())), 1 + random.nextInt(28)));
        }
        return script.toString();
    }

    /** The peer: every name, wherever it stands. */
    static String replaced(String script) {
        String text = script;
        for (List<String> pair : NAMES) {
            text = text.replace(pair.get(0), pair.get(1));
        }
        return text;
    }
}
