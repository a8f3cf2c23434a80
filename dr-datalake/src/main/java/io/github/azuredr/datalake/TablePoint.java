package io.github.azuredr.datalake;

import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.pair.Side;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a point to which a table is brought back: {@code orders.tables@A/2026-11-20T12:02:20Z/sales.dbo.orders} is what
 * the table held on side A when a pass read it then. A part of the table's name that holds anything but letters, digits and
 * underscores is percent-encoded.
 *
 * @param tree the tree that the accounts work on
 * @param side the side on which the table is brought back
 * @param at when it was read
 * @param table the table
 */
record TablePoint(String tree, Side side, Instant at, ObjectName table) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9-]+)\\.tables@([AB])/([0-9TZ:.-]+)/([^./]+)\\.([^./]+)\\.([^./]+)");

    /** The part that all tables of a pass share. */
    static String of(String tree, Side side, Instant at) {
        return tree + ".tables@" + side + "/" + at;
    }

    static Optional<TablePoint> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TablePoint(
                    parts.group(1),
                    Side.valueOf(parts.group(2)),
                    Instant.parse(parts.group(3)),
                    ObjectName.table(decoded(parts.group(4)), decoded(parts.group(5)), decoded(parts.group(6)))));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        List<String> names = List.of(encoded(table.database()), encoded(table.schema()), encoded(table.name()));
        return of(tree, side, at) + "/" + String.join(".", names);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }

    private static String decoded(String name) {
        return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
