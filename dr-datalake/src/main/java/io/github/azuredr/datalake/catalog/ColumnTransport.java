package io.github.azuredr.datalake.catalog;

/**
 * How a column's values go through a text file without losing anything: strings are escaped with percent signs (so that
 * neither tabs, line ends, null nor the empty string can be mistaken), times go as their binary form, floating point in
 * the form that reads back, characters as numbers, everything else as the built-in formats write it.
 */
final class ColumnTransport {
    private static final String ROUND_TRIP = ".ToString(\"R\", System.Globalization.CultureInfo.InvariantCulture)";

    private ColumnTransport() {}

    /** The expression that writes the column, under the column's name. */
    static String export(Definition.Column column) {
        String name = Usql.name(column.name());
        String type = type(column);
        String expression =
                switch (type) {
                    case "string" ->
                        name + " == null ? \"%N\" : " + name + " == \"\" ? \"%E\" : " + name
                                + ".Replace(\"%\", \"%25\").Replace(\"\\t\", \"%09\").Replace(\"\\n\", \"%0A\")"
                                + ".Replace(\"\\r\", \"%0D\").Replace(\"\\\"\", \"%22\")";
                    case "DateTime" -> name + ".ToBinary()";
                    case "DateTime?" -> name + " == null ? (long?) null : " + name + ".Value.ToBinary()";
                    case "float", "double" -> name + ROUND_TRIP;
                    case "float?", "double?" -> name + " == null ? \"%N\" : " + name + ".Value" + ROUND_TRIP;
                    case "char" -> "(int) " + name;
                    case "char?" -> "(int?) " + name;
                    default -> name;
                };
        return expression + " AS " + name;
    }

    /** The type the column has in the file. */
    static String fileType(Definition.Column column) {
        String type = type(column);
        return switch (type) {
            case "DateTime" -> "long";
            case "DateTime?" -> "long?";
            case "char" -> "int";
            case "char?" -> "int?";
            default -> type;
        };
    }

    /** The expression that reads the column back. */
    static String load(Definition.Column column) {
        String name = Usql.name(column.name());
        return switch (type(column)) {
            case "string" ->
                name + " == null ? null : " + name + " == \"%N\" ? null : " + name + " == \"%E\" ? \"\" : " + name
                        + ".Replace(\"%22\", \"\\\"\").Replace(\"%0D\", \"\\r\").Replace(\"%0A\", \"\\n\")"
                        + ".Replace(\"%09\", \"\\t\").Replace(\"%25\", \"%\")";
            case "DateTime" -> "DateTime.FromBinary(" + name + ")";
            case "DateTime?" -> name + " == null ? (DateTime?) null : DateTime.FromBinary(" + name + ".Value)";
            case "char" -> "(char) " + name;
            case "char?" -> "(char?) " + name;
            default -> name;
        };
    }

    private static String type(Definition.Column column) {
        String word = ColumnType.word(column.type());
        if (ColumnType.isComplex(word)) {
            throw new Refused(
                    CatalogProblem.Rule.UNKNOWN_COLUMN_TYPE,
                    "the column '" + column.name() + "' is a " + word
                            + ", which no text file carries; replicate this table by hand.");
        }
        return word;
    }
}
