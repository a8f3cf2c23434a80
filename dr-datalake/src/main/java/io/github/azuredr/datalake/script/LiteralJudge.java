package io.github.azuredr.datalake.script;

import io.github.azuredr.datalake.script.AddressJudge.Place;
import io.github.azuredr.datalake.script.AddressScanner.Find;
import io.github.azuredr.datalake.script.Literal.Segment;
import java.util.List;

/** Looks at one string literal of a script: is it an address, does it hold one, does it name a mapped account. */
final class LiteralJudge {
    private final char[] text;
    private final PathMapping mapping;
    private final RewriteLog log;
    private final ScriptLimits limits;
    private final AddressJudge addresses;

    LiteralJudge(char[] text, PathMapping mapping, RewriteLog log, ScriptLimits limits) {
        this.text = text;
        this.mapping = mapping;
        this.log = log;
        this.limits = limits;
        this.addresses = new AddressJudge(mapping, log);
    }

    /**
     * Edits or reports what the literal holds.
     *
     * @param path whether it stands where U-SQL expects a path
     * @param joined whether a plus sign follows it
     */
    void judge(Literal literal, boolean path, boolean joined) {
        int edits = log.edited();
        int notes = log.noted();
        List<Segment> segments = literal.segments();
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i == segments.size() - 1;
            segment(literal, segments.get(i), i == 0, path, last ? joined : true, notes);
            if (log.edited() > edits) {
                // That the literal was edited is no reason to be silent about what stands in it further on.
                notes = log.noted();
            }
        }
        refuseLong(literal, log.valueGrowthSince(edits));
        for (Literal nested : literal.nested()) {
            judge(nested, false, false);
        }
    }

    private void segment(Literal literal, Segment segment, boolean first, boolean path, boolean followed, int notes) {
        DecodedText value = DecodedText.of(text, segment);
        if (isMappedName(value)) {
            log.note(segment.start(), segment.end(), Undecided.Reason.BARE_ACCOUNT_NAME);
            return;
        }
        AddressScanner scanner = new AddressScanner(value, mapping, true);
        for (Find find = scanner.next(); find != null; find = scanner.next()) {
            if (find == Find.ADDRESS) {
                boolean open = followed && scanner.end() == value.to();
                addresses.judge(value, scanner, place(literal, first && scanner.start() == value.from(), path), open);
            } else if (log.noted() == notes) {
                Undecided.Reason reason = find == Find.SCHEMELESS
                        ? Undecided.Reason.UNRESOLVED_AUTHORITY
                        : Undecided.Reason.BARE_ACCOUNT_NAME;
                log.note(value.rawAt(scanner.start()), value.rawAt(scanner.end()), reason);
            }
        }
    }

    private static Place place(Literal literal, boolean leading, boolean path) {
        if (!leading) {
            return Place.EMBEDDED;
        }
        if (!path) {
            return Place.OUTSIDE;
        }
        return literal.interpolated() ? Place.INTERPOLATED_PATH : Place.PATH;
    }

    private boolean isMappedName(DecodedText value) {
        if (!mapping.mayBeSource(value.chars(), value.from(), value.to())) {
            return false;
        }
        for (int i = value.from(); i < value.to(); i++) {
            if (!Characters.inAccount(value.chars()[i])) {
                return false;
            }
        }
        return mapping.isSource(value.substring(value.from(), value.to()));
    }

    private void refuseLong(Literal literal, int growth) {
        if ((literal.end() - literal.start()) * 3L + growth <= limits.literalBytes()) {
            return;
        }
        long bytes = growth;
        for (Segment segment : literal.segments()) {
            DecodedText value = DecodedText.of(text, segment);
            bytes += Utf8.length(value.chars(), value.from(), value.to());
        }
        if (bytes > limits.literalBytes()) {
            throw new LexicalException(ScriptError.Code.LITERAL_TOO_LONG, literal.start());
        }
    }
}
