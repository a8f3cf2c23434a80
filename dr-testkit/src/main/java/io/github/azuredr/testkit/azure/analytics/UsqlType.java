package io.github.azuredr.testkit.azure.analytics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scalar type: its word, its .NET name, and how its values are kept as text. Values are String, BigInteger (all whole
 * numbers), BigDecimal, Double, Boolean, Character, UUID, {@link UsqlDateTime} and byte[].
 *
 * @param word the word of U-SQL without the question mark
 * @param nullable whether null is a value
 */
record UsqlType(String word, boolean nullable) {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("string", "System.String"),
            Map.entry("int", "System.Int32"),
            Map.entry("long", "System.Int64"),
            Map.entry("short", "System.Int16"),
            Map.entry("byte", "System.Byte"),
            Map.entry("sbyte", "System.SByte"),
            Map.entry("ushort", "System.UInt16"),
            Map.entry("uint", "System.UInt32"),
            Map.entry("ulong", "System.UInt64"),
            Map.entry("float", "System.Single"),
            Map.entry("double", "System.Double"),
            Map.entry("decimal", "System.Decimal"),
            Map.entry("bool", "System.Boolean"),
            Map.entry("char", "System.Char"),
            Map.entry("DateTime", "System.DateTime"),
            Map.entry("Guid", "System.Guid"),
            Map.entry("byte[]", "System.Byte[]"));
    private static final Map<String, Integer> BITS =
            Map.of("int", 31, "long", 63, "short", 15, "byte", 8, "sbyte", 7, "ushort", 16, "uint", 32, "ulong", 64);

    static Optional<UsqlType> of(String word, boolean question) {
        boolean reference = word.equals("string") || word.equals("byte[]");
        if (!NAMES.containsKey(word) || (question && reference)) {
            return Optional.empty();
        }
        return Optional.of(new UsqlType(word, question || reference));
    }

    /** The name the catalog gives. */
    String dotNet() {
        String name = NAMES.getOrDefault(word, word);
        boolean wrapped = nullable && !word.equals("string") && !word.equals("byte[]");
        return wrapped ? "System.Nullable<" + name + ">" : name;
    }

    /** The type behind a name the catalog gave. */
    static UsqlType ofDotNet(String name) {
        boolean wrapped = name.startsWith("System.Nullable<");
        String plain = wrapped ? name.substring("System.Nullable<".length(), name.length() - 1) : name;
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(plain))
                .findFirst()
                .flatMap(entry -> of(entry.getKey(), wrapped))
                .orElseThrow(() -> new IllegalStateException("No such type in the simulated catalog: " + name));
    }

    boolean whole() {
        return BITS.containsKey(word);
    }

    /** The value, checked to be one of this type; whole numbers widen. */
    @Nullable Object checked(@Nullable Object value, String where) {
        if (value == null) {
            if (!nullable) {
                throw UsqlError.running("NULL", "null is no " + word + " in " + where);
            }
            return null;
        }
        boolean fits =
                switch (word) {
                    case "string" -> value instanceof String;
                    case "float", "double" -> value instanceof Double;
                    case "decimal" -> value instanceof BigDecimal;
                    case "bool" -> value instanceof Boolean;
                    case "char" -> value instanceof Character;
                    case "DateTime" -> value instanceof UsqlDateTime;
                    case "Guid" -> value instanceof UUID;
                    case "byte[]" -> value instanceof byte[];
                    default -> value instanceof BigInteger number && inRange(number);
                };
        if (!fits) {
            throw UsqlError.running(
                    "TYPE", "a " + value.getClass().getSimpleName() + " is no " + word + " in " + where);
        }
        return value;
    }

    private boolean inRange(BigInteger number) {
        boolean unsigned = word.startsWith("u") || word.equals("byte");
        return number.bitLength() <= BITS.getOrDefault(word, 0) && !(unsigned && number.signum() < 0);
    }

    /** A value as it is kept and printed; never ambiguous within one type. */
    static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().withUpperCase().formatHex(bytes);
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value.toString();
    }

    /** A kept or extracted value. */
    Object parse(String text) {
        try {
            return switch (word) {
                case "string" -> text;
                case "float", "double" -> Double.valueOf(text);
                case "decimal" -> new BigDecimal(text);
                case "bool" -> flag(text);
                case "char" -> single(text);
                case "DateTime" -> UsqlDateTime.parse(text);
                case "Guid" -> UUID.fromString(text);
                case "byte[]" -> HexFormat.of().parseHex(text);
                default -> whole(text);
            };
        } catch (IllegalArgumentException | java.time.DateTimeException unreadable) {
            throw UsqlError.running("EXTRACT_COLUMN_CONVERSION_INVALID", "'" + text + "' is no " + word);
        }
    }

    private BigInteger whole(String text) {
        BigInteger number = new BigInteger(text);
        if (!inRange(number)) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static Boolean flag(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return lower.equals("true");
    }

    private static Character single(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }
}
