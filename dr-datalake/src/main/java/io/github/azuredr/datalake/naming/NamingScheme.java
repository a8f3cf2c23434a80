package io.github.azuredr.datalake.naming;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the two accounts of a pair are called: one base name, and a mark for each side at a fixed place.
 *
 * <p>A name is only handed out when it reads back as the base and side it was made from; hence two bases never share a
 * name, on no side.
 */
public final class NamingScheme {
    private static final String BASE = "{base}";
    private static final String MARK = "{mark}";
    private static final Pattern LITERAL = Pattern.compile("[a-z0-9]*");

    private final String template;
    private final Map<Side, String> marks;

    private NamingScheme(String template, String markA, String markB) {
        this.template = template;
        this.marks = Map.of(Side.A, markA, Side.B, markB);
        requireOnce(BASE);
        requireOnce(MARK);
        requireLiteral(
                "template without its placeholders", template.replace(BASE, "").replace(MARK, ""));
        requireLiteral("mark of side A", markA);
        requireLiteral("mark of side B", markB);
        if (markA.equals(markB)) {
            throw new RecoveryException(
                    "NamingScheme: both sides have the mark '" + markA + "', but names are unique in all of Azure.",
                    "give the two sides different marks.");
        }
    }

    /** Base name and then the side's mark; one mark may be empty, as in {@code suffix("", "dr")}. */
    public static NamingScheme suffix(String markA, String markB) {
        return new NamingScheme(BASE + MARK, markA, markB);
    }

    /**
     * Base name and then a code of the side's region.
     *
     * @param codes short codes by region, such as {@code eus2} for eastus2; a region without one keeps its whole name
     */
    public static NamingScheme regionCode(RegionPair pair, Map<Region, String> codes) {
        return new NamingScheme(BASE + MARK, code(pair.region(Side.A), codes), code(pair.region(Side.B), codes));
    }

    /**
     * A template of letters, digits, one {@code {base}} and one {@code {mark}}, as in {@code adla{mark}{base}}.
     *
     * @param markA what stands for side A
     * @param markB what stands for side B
     */
    public static NamingScheme template(String template, String markA, String markB) {
        return new NamingScheme(template, markA, markB);
    }

    /**
     * What a name says.
     *
     * @param base the base name, shared by both sides
     * @param side whose account it is
     */
    public record Reading(String base, Side side) {}

    /**
     * The name of a side's account.
     *
     * @throws RecoveryException when it would be illegal, or would read as another base or side
     */
    public AccountName name(String base, Side side) {
        requireLiteral("base name", base);
        AccountName name = AccountName.of(fill(base, side));
        Optional<Reading> back = read(name.value());
        if (!back.equals(Optional.of(new Reading(base, side)))) {
            throw new RecoveryException(
                    "NamingScheme: '" + name + "' for base '" + base + "' on side " + side + " would read as "
                            + back.map(Reading::toString).orElse("no name of this scheme") + ".",
                    "choose a base name that does not end like a side's mark.");
        }
        return name;
    }

    /** Base and side of a name; of two readings the one with the longer mark. Empty when the scheme made no such name. */
    public Optional<Reading> read(String name) {
        Side first = mark(Side.A).length() >= mark(Side.B).length() ? Side.A : Side.B;
        return read(name, first).or(() -> read(name, first.other()));
    }

    /**
     * The name of the same account on the other side.
     *
     * @throws RecoveryException when the scheme made no such name
     */
    public AccountName counterpart(AccountName name) {
        Reading reading = read(name.value())
                .orElseThrow(() -> new RecoveryException(
                        "NamingScheme: '" + name + "' was not made by the scheme " + this + ".",
                        "name its counterpart explicitly."));
        return name(reading.base(), reading.side().other());
    }

    @Override
    public String toString() {
        return template + " with A='" + mark(Side.A) + "' and B='" + mark(Side.B) + "'";
    }

    private Optional<Reading> read(String name, Side side) {
        String filled = template.replace(MARK, mark(side));
        int at = filled.indexOf(BASE);
        String before = filled.substring(0, at);
        String after = filled.substring(at + BASE.length());
        int length = name.length() - before.length() - after.length();
        boolean fits = length >= 1 && name.startsWith(before) && name.endsWith(after);
        return fits
                ? Optional.of(new Reading(name.substring(before.length(), before.length() + length), side))
                : Optional.empty();
    }

    private String fill(String base, Side side) {
        return template.replace(MARK, mark(side)).replace(BASE, base);
    }

    private String mark(Side side) {
        return marks.getOrDefault(side, "");
    }

    private void requireOnce(String placeholder) {
        int at = template.indexOf(placeholder);
        if (at < 0 || template.indexOf(placeholder, at + 1) >= 0) {
            throw new RecoveryException(
                    "NamingScheme.template is '" + template + "', but " + placeholder + " must stand in it once.",
                    "write it as in 'adla{mark}{base}'.");
        }
    }

    private static void requireLiteral(String what, String text) {
        if (!LITERAL.matcher(text).matches()) {
            throw new RecoveryException(
                    "NamingScheme: the " + what + " is '" + text + "', but account names are lower-case letters and"
                            + " digits.",
                    "leave out everything else.");
        }
    }

    private static String code(Region region, Map<Region, String> codes) {
        return codes.getOrDefault(region, region.name());
    }
}
