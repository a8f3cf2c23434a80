package io.github.azuredr.testkit.azure.analytics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The understood part of C#: columns, literals, {@code ==}, {@code !=}, {@code &&}, {@code AND}, {@code ?:}, casts, and
 * the few members that scripts written by this library use. Everything else is a syntax error.
 */
final class ExpressionParser {
    private static final Set<String> INVARIANT =
            Set.of("System.Globalization.CultureInfo.InvariantCulture", "CultureInfo.InvariantCulture");

    private final Tokens tokens;
    private final boolean columns;

    /**
     * Creates a parser.
     *
     * @param columns whether an expression may use columns
     */
    ExpressionParser(Tokens tokens, boolean columns) {
        this.tokens = tokens;
        this.columns = columns;
    }

    Expression parse() {
        Expression condition = and();
        if (!tokens.take("?")) {
            return condition;
        }
        Expression yes = parse();
        tokens.expect(":");
        Expression no = parse();
        return row -> Boolean.TRUE.equals(condition.of(row)) ? yes.of(row) : no.of(row);
    }

    private Expression and() {
        Expression left = equality();
        while (tokens.take("&&") || tokens.take("AND")) {
            Expression one = left;
            Expression other = equality();
            left = row -> Boolean.TRUE.equals(one.of(row)) && Boolean.TRUE.equals(other.of(row));
        }
        return left;
    }

    private Expression equality() {
        Expression left = member();
        boolean equal = tokens.take("==");
        if (!equal && !tokens.take("!=")) {
            return left;
        }
        Expression right = member();
        return row -> equal == same(left.of(row), right.of(row));
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof UsqlDateTime one && b instanceof UsqlDateTime other) {
            return one.at().equals(other.at());
        }
        if (a instanceof BigDecimal one && b instanceof BigDecimal other) {
            return one.compareTo(other) == 0;
        }
        return Objects.deepEquals(a, b);
    }

    private Expression member() {
        Expression value = primary();
        while (tokens.at(".")) {
            tokens.next();
            Token name = tokens.word();
            value = switch (name.text()) {
                case "Value" -> required(value, "Value");
                case "Replace" -> replace(value);
                case "ToBinary" -> {
                    arguments(0);
                    Expression date = value;
                    yield row -> cast(date.of(row), UsqlDateTime.class).toBinary();
                }
                case "AddTicks" -> {
                    List<Expression> ticks = arguments(1);
                    Expression date = value;
                    yield row -> cast(date.of(row), UsqlDateTime.class)
                            .plusTicks(number(ticks.get(0).of(row)).longValueExact());
                }
                case "ToString" -> roundTrip(value);
                default -> throw UsqlError.syntax(name, "a member that is understood");
            };
        }
        return value;
    }

    private Expression replace(Expression value) {
        List<Expression> parts = arguments(2);
        return row -> text(value.of(row))
                .replace(text(parts.get(0).of(row)), text(parts.get(1).of(row)));
    }

    private Expression roundTrip(Expression value) {
        tokens.expect("(");
        Token format = tokens.next();
        if (format.kind() != Token.Kind.STRING || !format.text().equals("R")) {
            throw UsqlError.syntax(format, "the format \"R\"");
        }
        tokens.expect(",");
        String culture = dotted();
        if (!INVARIANT.contains(culture)) {
            throw UsqlError.syntax(tokens.peek(), "the invariant culture");
        }
        tokens.expect(")");
        return row -> UsqlType.text(cast(value.of(row), Double.class));
    }

    private String dotted() {
        StringBuilder name = new StringBuilder(tokens.word().text());
        while (tokens.take(".")) {
            name.append('.').append(tokens.word().text());
        }
        return name.toString();
    }

    private List<Expression> arguments(int count) {
        tokens.expect("(");
        List<Expression> arguments = new ArrayList<>();
        while (!tokens.take(")")) {
            if (!arguments.isEmpty()) {
                tokens.expect(",");
            }
            arguments.add(parse());
        }
        if (arguments.size() != count) {
            throw UsqlError.syntax(tokens.peek(), count + " arguments");
        }
        return arguments;
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case STRING -> row -> token.text();
            case CHARACTER -> character(token);
            case NUMBER -> number(token);
            case QUOTED -> column(token);
            case WORD -> word(token);
            default -> {
                if (token.is("-") && tokens.peek().kind() == Token.Kind.NUMBER) {
                    Expression positive = number(tokens.next());
                    yield row -> negated(positive.of(row));
                }
                if (token.is("(")) {
                    yield castOrGroup();
                }
                throw UsqlError.syntax(token, "an expression");
            }
        };
    }

    private Expression word(Token token) {
        return switch (token.text()) {
            case "null" -> row -> null;
            case "true" -> row -> true;
            case "false" -> row -> false;
            case "new" -> made(tokens.word());
            case "DateTime" -> tokens.take(".") ? fromBinary() : column(token);
            default -> column(token);
        };
    }

    private Expression fromBinary() {
        Token name = tokens.word();
        if (!name.text().equals("FromBinary")) {
            throw UsqlError.syntax(name, "FromBinary");
        }
        List<Expression> packed = arguments(1);
        return row -> UsqlDateTime.fromBinary(number(packed.get(0).of(row)));
    }

    private Expression made(Token type) {
        if (type.text().equals("Guid")) {
            List<Expression> text = arguments(1);
            return row -> UUID.fromString(text(text.get(0).of(row)));
        }
        if (!type.text().equals("DateTime")) {
            throw UsqlError.syntax(type, "DateTime or Guid");
        }
        tokens.expect("(");
        List<Integer> parts = new ArrayList<>();
        while (parts.size() < 7 && tokens.peek().kind() == Token.Kind.NUMBER) {
            parts.add(((BigInteger) Objects.requireNonNull(number(tokens.next()).of(Map.of()))).intValueExact());
            tokens.expect(",");
        }
        if (!dotted().equals("DateTimeKind.Utc") || parts.size() < 6) {
            throw UsqlError.semantic("DATETIMEKIND", type, "a DateTime here takes 6 or 7 numbers and DateTimeKind.Utc");
        }
        tokens.expect(")");
        try {
            int nanos = parts.size() == 7 ? parts.get(6) * 1_000_000 : 0;
            LocalDateTime at = LocalDateTime.of(
                    parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5), nanos);
            return row -> new UsqlDateTime(at, true);
        } catch (DateTimeException impossible) {
            throw UsqlError.semantic("CSHARPERROR", type, "no such date: " + parts);
        }
    }

    private Expression castOrGroup() {
        Token type = tokens.peek();
        boolean known = type.kind() == Token.Kind.WORD
                && UsqlType.of(type.text(), false).isPresent();
        if (!known) {
            Expression inner = parse();
            tokens.expect(")");
            return inner;
        }
        tokens.next();
        boolean nullable = tokens.take("?");
        tokens.expect(")");
        Expression value = member();
        return row -> converted(type.text(), nullable, value.of(row));
    }

    private static @Nullable Object converted(String type, boolean nullable, @Nullable Object value) {
        if (value == null) {
            if (!nullable && !type.equals("string")) {
                throw UsqlError.running("NULL", "null was cast to " + type);
            }
            return null;
        }
        if (type.equals("int") && value instanceof Character letter) {
            return BigInteger.valueOf(letter);
        }
        if (type.equals("char") && value instanceof BigInteger code) {
            return (char) code.intValueExact();
        }
        return UsqlType.of(type, false).orElseThrow().checked(value, "a cast");
    }

    private Expression column(Token name) {
        if (!columns) {
            throw UsqlError.syntax(name, "a literal");
        }
        return row -> {
            if (!row.containsKey(name.text())) {
                throw UsqlError.semantic("COLUMNNOTFOUND", name, "there is no column '" + name.text() + "' in scope");
            }
            return row.get(name.text());
        };
    }

    private static Expression character(Token token) {
        if (token.text().length() != 1) {
            throw UsqlError.syntax(token, "one character");
        }
        return row -> token.text().charAt(0);
    }

    private static Expression number(Token token) {
        String text = token.text();
        try {
            if (text.endsWith("m")) {
                BigDecimal value = new BigDecimal(text.substring(0, text.length() - 1));
                return row -> value;
            }
            if (text.contains(".")) {
                Double value = Double.valueOf(text);
                return row -> value;
            }
            BigInteger value = new BigInteger(text);
            return row -> value;
        } catch (NumberFormatException unreadable) {
            throw UsqlError.syntax(token, "a number");
        }
    }

    private static Object negated(@Nullable Object value) {
        if (value instanceof BigInteger whole) {
            return whole.negate();
        }
        return value instanceof BigDecimal decimal ? decimal.negate() : -cast(value, Double.class);
    }

    private static Expression required(Expression value, String member) {
        return row -> {
            Object found = value.of(row);
            if (found == null) {
                throw UsqlError.running("NULL", member + " of null");
            }
            return found;
        };
    }

    private static String text(@Nullable Object value) {
        return cast(value, String.class);
    }

    private static BigInteger number(@Nullable Object value) {
        return cast(value, BigInteger.class);
    }

    private static <T> T cast(@Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw UsqlError.running(
                    "EXPRESSIONEVALUATION",
                    (value == null ? "null" : value.getClass().getSimpleName()) + " where a " + type.getSimpleName()
                            + " is needed");
        }
        return type.cast(value);
    }
}
