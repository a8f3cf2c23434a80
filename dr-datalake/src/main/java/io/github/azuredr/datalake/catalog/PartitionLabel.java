package io.github.azuredr.datalake.catalog;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Partition values as typed literals: the catalog gives them as text, a script needs the value. */
final class PartitionLabel {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,29}(\\.[0-9]{1,28})?");
    private static final DateTimeFormatter INVARIANT = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT);

    private PartitionLabel() {}

    /** The values as literals, in the order of the partition keys. */
    static List<String> literals(Definition.Table table, List<String> label) {
        if (label.size() != table.partitionKeys().size() || label.isEmpty()) {
            throw new Refused(
                    CatalogProblem.Rule.LABEL_NOT_UNDERSTOOD,
                    "the label has " + label.size() + " values, but the table is partitioned by "
                            + table.partitionKeys().size() + " columns; read the catalog again.");
        }
        return java.util.stream.IntStream.range(0, label.size())
                .mapToObj(i -> literal(type(table, table.partitionKeys().get(i)), label.get(i)))
                .toList();
    }

    private static String type(Definition.Table table, String key) {
        return table.column(key)
                .map(column -> ColumnType.word(column.type()))
                .orElseThrow(() -> new Refused(
                        CatalogProblem.Rule.LABEL_NOT_UNDERSTOOD,
                        "the table is partitioned by '" + key + "', which is none of its columns."));
    }

    static String literal(String type, String text) {
        try {
            return switch (type.endsWith("?") ? type.substring(0, type.length() - 1) : type) {
                case "string" -> Usql.string(text);
                case "int" -> whole(text, 32, true);
                case "long" -> whole(text, 64, true);
                case "short" -> whole(text, 16, true);
                case "sbyte" -> whole(text, 8, true);
                case "byte" -> whole(text, 8, false);
                case "ushort" -> whole(text, 16, false);
                case "uint" -> whole(text, 32, false);
                case "ulong" -> whole(text, 64, false);
                case "bool" -> flag(text);
                case "decimal" -> decimal(text);
                case "Guid" -> "new Guid(" + Usql.string(UUID.fromString(text).toString()) + ")";
                case "DateTime" -> dateTime(text);
                default -> throw notUnderstood(type, text);
            };
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw notUnderstood(type, text);
        }
    }

    private static String whole(String text, int bits, boolean signed) {
        BigInteger value = new BigInteger(text.strip());
        int room = signed ? bits - 1 : bits;
        if ((!signed && value.signum() < 0) || value.bitLength() > room) {
            throw new IllegalArgumentException("out of range");
        }
        return value.toString();
    }

    private static String flag(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return lower;
    }

    private static String decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("no decimal");
        }
        return text + "m";
    }

    /** Ticks are kept: the constructor knows milliseconds, the rest is added. */
    private static String dateTime(String text) {
        LocalDateTime at;
        if (text.indexOf('T') > 0) {
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
            at = zoned
                    ? OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime()
                    : LocalDateTime.parse(text);
        } else {
            at = LocalDateTime.parse(text, INVARIANT);
        }
        String literal = "new DateTime(" + at.getYear() + ", " + at.getMonthValue() + ", " + at.getDayOfMonth() + ", "
                + at.getHour() + ", " + at.getMinute() + ", " + at.getSecond() + ", "
                + at.getNano() / 1_000_000 + ", DateTimeKind.Utc)";
        int ticks = at.getNano() % 1_000_000 / 100;
        return ticks == 0 ? literal : literal + ".AddTicks(" + ticks + ")";
    }

    private static Refused notUnderstood(String type, String text) {
        return new Refused(
                CatalogProblem.Rule.LABEL_NOT_UNDERSTOOD,
                "the partition value '" + text + "' is no " + type + " that can be written in a script; replicate this"
                        + " partition by hand.");
    }
}
