package io.github.azuredr.datalake.catalog;

import java.util.HashMap;
import java.util.Map;

/** .NET type names as the catalog gives them, and the words U-SQL has for them. An unknown type is refused, not guessed. */
final class ColumnType {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("System.String", "string"),
            Map.entry("System.Int32", "int"),
            Map.entry("System.Int64", "long"),
            Map.entry("System.Int16", "short"),
            Map.entry("System.Byte", "byte"),
            Map.entry("System.SByte", "sbyte"),
            Map.entry("System.UInt16", "ushort"),
            Map.entry("System.UInt32", "uint"),
            Map.entry("System.UInt64", "ulong"),
            Map.entry("System.Single", "float"),
            Map.entry("System.Double", "double"),
            Map.entry("System.Decimal", "decimal"),
            Map.entry("System.Boolean", "bool"),
            Map.entry("System.Char", "char"),
            Map.entry("System.DateTime", "DateTime"),
            Map.entry("System.Guid", "Guid"),
            Map.entry("System.Byte[]", "byte[]"));
    private static final Map<String, String> NAMES = inverse();
    private static final String NULLABLE = "System.Nullable";
    private static final String MAP = "SQL.MAP<";
    private static final String ARRAY = "SQL.ARRAY<";

    private ColumnType() {}

    /** The word of U-SQL for a .NET name; a word of U-SQL stays as it is. */
    static String word(String type) {
        String known = WORDS.get(type.strip());
        if (known != null) {
            return known;
        }
        String text = type.strip();
        if (NAMES.containsKey(text)) {
            return text;
        }
        if (text.endsWith("?")) {
            return nullable(type, text.substring(0, text.length() - 1));
        }
        if (text.startsWith(NULLABLE)) {
            return nullable(type, argument(type, text.substring(NULLABLE.length())));
        }
        if (isComplex(text) && text.endsWith(">")) {
            String inner = text.substring(text.indexOf('<') + 1, text.length() - 1);
            int comma = topComma(inner);
            boolean map = text.startsWith("SQL.MAP") || text.contains("SqlMap");
            if (map && comma > 0) {
                return MAP + word(inner.substring(0, comma)) + ", " + word(inner.substring(comma + 1)) + ">";
            }
            if (!map && comma < 0) {
                return ARRAY + word(inner) + ">";
            }
        }
        throw new Refused(
                CatalogProblem.Rule.UNKNOWN_COLUMN_TYPE,
                "the column type '" + type + "' has no word in U-SQL that is known here; create this object by hand.");
    }

    /** Whether text files cannot carry the type. */
    static boolean isComplex(String type) {
        return type.startsWith("SQL.MAP<")
                || type.startsWith("SQL.ARRAY<")
                || type.startsWith("Microsoft.Analytics.Types.Sql.SqlMap<")
                || type.startsWith("Microsoft.Analytics.Types.Sql.SqlArray<");
    }

    private static String nullable(String type, String inner) {
        String word = word(inner);
        boolean value = !word.equals("string") && !word.equals("byte[]") && !word.endsWith("?") && !word.endsWith(">");
        if (!value) {
            throw new Refused(
                    CatalogProblem.Rule.UNKNOWN_COLUMN_TYPE,
                    "the column type '" + type + "' makes a type nullable that is not a value type.");
        }
        return word + "?";
    }

    /** The type between the brackets of a generic name: C# angle brackets or the runtime's {@code `1[T]} forms. */
    private static String argument(String type, String rest) {
        String inner = rest.startsWith("`1") ? rest.substring(2) : rest;
        boolean angle = inner.startsWith("<") && inner.endsWith(">");
        boolean square = inner.startsWith("[") && inner.endsWith("]");
        if (!angle && !square) {
            throw new Refused(CatalogProblem.Rule.UNKNOWN_COLUMN_TYPE, "the column type '" + type + "' is incomplete.");
        }
        String argument = inner.substring(1, inner.length() - 1);
        if (argument.startsWith("[") && argument.endsWith("]")) {
            argument = argument.substring(1, argument.length() - 1);
        }
        int comma = argument.indexOf(',');
        return comma < 0 ? argument : argument.substring(0, comma);
    }

    private static int topComma(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            depth += each == '<' ? 1 : each == '>' ? -1 : 0;
            if (each == ',' && depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, String> inverse() {
        Map<String, String> names = new HashMap<>();
        WORDS.forEach((name, word) -> names.put(word, name));
        return Map.copyOf(names);
    }
}
