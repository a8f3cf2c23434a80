package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.analytics.UsqlSession.Rowset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The built-in text extractors and outputters.
 *
 * @param delimiter between columns
 * @param quoting whether strings stand in quotes
 * @param nullEscape what stands for null, if anything does
 */
record TextFormat(char delimiter, boolean quoting, Optional<String> nullEscape) {

    /** Reads {@code Outputters.Tsv(encoding: Encoding.UTF8, ...)}. */
    static TextFormat read(Tokens tokens, String family) {
        tokens.expect(family);
        tokens.expect(".");
        Token kind = tokens.word();
        if (!kind.is("Tsv") && !kind.is("Csv")) {
            throw UsqlError.syntax(kind, "Tsv or Csv");
        }
        TextFormat format = new TextFormat(kind.is("Tsv") ? '\t' : ',', true, Optional.empty());
        tokens.expect("(");
        while (!tokens.take(")")) {
            Token name = tokens.word();
            tokens.expect(":");
            switch (name.text()) {
                case "encoding" -> {
                    tokens.expect("Encoding");
                    tokens.expect(".");
                    tokens.expect("UTF8");
                }
                case "quoting" -> {
                    boolean no = tokens.take("false");
                    if (!no) {
                        tokens.expect("true");
                    }
                    format = new TextFormat(format.delimiter, !no, format.nullEscape);
                }
                case "nullEscape" ->
                    format = new TextFormat(format.delimiter, format.quoting, Optional.of(tokens.string()));
                default -> throw UsqlError.syntax(name, "a parameter that is understood");
            }
            if (!tokens.at(")")) {
                tokens.expect(",");
            }
        }
        return format;
    }

    String text(Rowset rowset) {
        StringBuilder text = new StringBuilder();
        for (Map<String, @Nullable Object> row : rowset.rows()) {
            String between = "";
            for (String column : rowset.columns()) {
                Object value = row.get(column);
                text.append(between).append(value == null ? nullEscape.orElse("") : written(value));
                between = String.valueOf(delimiter);
            }
            text.append("\r\n");
        }
        return text.toString();
    }

    private String written(Object value) {
        String text = UsqlType.text(value);
        return quoting && value instanceof String ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Line by line: a row delimiter inside quotes ends the row, as the service's parallel readers would have it. */
    List<Map<String, @Nullable Object>> rows(String text, Map<String, UsqlType> columns) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String line : text.split("\r\n|\r|\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            List<String> fields = fields(line);
            if (fields.size() != columns.size()) {
                throw UsqlError.running(
                        "EXTRACT_COLUMN_COUNT", "a row has " + fields.size() + " columns instead of " + columns.size());
            }
            Map<String, @Nullable Object> row = new HashMap<>();
            int at = 0;
            for (Map.Entry<String, UsqlType> column : columns.entrySet()) {
                row.put(column.getKey(), value(fields.get(at++), column.getValue()));
            }
            rows.add(row);
        }
        return rows;
    }

    private @Nullable Object value(String field, UsqlType type) {
        boolean none = nullEscape.isPresent() ? field.equals(nullEscape.get()) : field.isEmpty();
        if (none && type.nullable()) {
            return null;
        }
        return type.parse(field);
    }

    private List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char here = line.charAt(i);
            if (quoting && here == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    field.append(here);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (here == delimiter && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(here);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
