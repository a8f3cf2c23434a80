package io.github.azuredr.pair;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.RegionFacts.Cloud;
import io.github.azuredr.pair.RegionFacts.Pairing;
import io.github.azuredr.pair.RegionFacts.Zones;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the table of regions: rows of columns between bars, under headings of the form {@code [cloud: geography]}. */
final class RegionTable {
    private RegionTable() {}

    /** The rows of a resource beside this class. */
    static List<RegionFacts> read(String resource) {
        try (InputStream in = RegionTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new RecoveryException(
                        "The table of regions '" + resource + "' is missing from the library's jar.",
                        "use an unmodified jar; shading must keep its resources.");
            }
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new RecoveryException(
                    "The table of regions '" + resource + "' cannot be read.", "use an undamaged jar.", unreadable);
        }
    }

    /** The rows of that text. */
    static List<RegionFacts> parse(String text) {
        List<RegionFacts> rows = new ArrayList<>();
        String[] heading = {};
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                heading = line.substring(1, line.length() - 1).split(": ", 2);
            } else {
                rows.add(row(line, heading));
            }
        }
        return List.copyOf(rows);
    }

    private static RegionFacts row(String line, String[] heading) {
        String[] column = line.split(" \\| ", -1);
        if (heading.length != 2 || column.length < 6 || column.length > 7) {
            throw malformed(line, null);
        }
        try {
            return new RegionFacts(
                    Region.of(column[0]),
                    column[1],
                    heading[1],
                    Cloud.valueOf(heading[0]),
                    column[2].equals("-") ? Optional.empty() : Optional.of(Region.of(column[2])),
                    Pairing.valueOf(column[3]),
                    restricted(column[4]),
                    Zones.valueOf(column[5]),
                    column.length == 7 ? column[6] : "");
        } catch (IllegalArgumentException noSuchWord) {
            throw malformed(line, noSuchWord);
        }
    }

    private static boolean restricted(String word) {
        return switch (word) {
            case "restricted" -> true;
            case "open" -> false;
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static RecoveryException malformed(String line, @Nullable Throwable cause) {
        return new RecoveryException(
                "A row of the table of regions is malformed: " + line,
                "write: name | display name | pair or - | pairing | open or restricted | zones | note.",
                cause);
    }
}
