package io.github.azuredr.datalake.script;

import java.util.Optional;

/** Decides about one address that a scanner found: edit the account's name, report, or leave it in peace. */
final class AddressJudge {
    /** How far an address may be edited where it stands. */
    enum Place {
        /** It is the path. */
        PATH,
        /** It is the path, in a literal with holes. */
        INTERPOLATED_PATH,
        /** It is data, or belongs to code. */
        OUTSIDE,
        /** It is part of a longer text. */
        EMBEDDED
    }

    private final PathMapping mapping;
    private final RewriteLog log;

    AddressJudge(PathMapping mapping, RewriteLog log) {
        this.mapping = mapping;
        this.log = log;
    }

    /**
     * Decides.
     *
     * @param open whether more text follows the address directly at run time
     */
    void judge(DecodedText value, AddressScanner found, Place place, boolean open) {
        StoreAuthority authority =
                StoreAuthority.of(value.chars(), found.authorityStart(), found.end(), found.scheme(), mapping);
        if (authority.foreign() && !(open && found.authorityStart() == found.end())) {
            return;
        }
        AccountKind kind = authority.kind();
        if (kind == null || open && authority.isShort()) {
            note(value, found, place, Undecided.Reason.UNRESOLVED_AUTHORITY);
            return;
        }
        String account = value.substring(authority.labelStart(), authority.labelEnd());
        if (mapping.isTarget(kind, account)) {
            return;
        }
        Optional<String> target = mapping.target(kind, account);
        if (target.isEmpty() || place == Place.OUTSIDE || place == Place.EMBEDDED) {
            note(value, found, place, Undecided.Reason.UNMAPPED_ACCOUNT);
            return;
        }
        replace(value, authority, target.get());
        if (place == Place.INTERPOLATED_PATH) {
            note(value, found, place, Undecided.Reason.INTERPOLATED);
        }
    }

    /** A digit behind an escape that could take one more would change what the escape stands for. */
    private void replace(DecodedText value, StoreAuthority authority, String target) {
        int start = authority.labelStart();
        int end = value.rawAt(authority.labelEnd());
        int growth = target.length() - (authority.labelEnd() - start);
        if (value.followsOpenEscape(start) && Escapes.isHex(target.charAt(0))) {
            String escape = Escapes.closed(value.chars()[start - 1]);
            log.replace(value.rawAt(start - 1), end, escape + target, growth);
        } else {
            log.replace(value.rawAt(start), end, target, growth);
        }
    }

    private void note(DecodedText value, AddressScanner found, Place place, Undecided.Reason inPath) {
        Undecided.Reason reason =
                switch (place) {
                    case PATH, INTERPOLATED_PATH -> inPath;
                    case OUTSIDE -> Undecided.Reason.URI_OUTSIDE_PATH_POSITION;
                    case EMBEDDED -> Undecided.Reason.EMBEDDED_URI;
                };
        log.note(value.rawAt(found.start()), value.rawAt(shownEnd(value, found)), reason);
    }

    /** A report must not show a password before the host or a signature in the query. */
    private static int shownEnd(DecodedText value, AddressScanner found) {
        char[] chars = value.chars();
        boolean colon = false;
        for (int i = found.authorityStart(); i < found.end(); i++) {
            if (chars[i] == '@' && colon) {
                return found.authorityStart();
            }
            colon |= chars[i] == ':';
        }
        int end = found.end();
        while (end < value.to() && !endsAddress(chars[end])) {
            end++;
        }
        return end;
    }

    private static boolean endsAddress(char c) {
        return switch (c) {
            case '?', '#', '"', '\'', '`', '<', '>', '(', ')', ',', ';', '|', '\\', '&' -> true;
            default -> Characters.isSpace(c);
        };
    }
}
