package io.github.azuredr.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the file store's files. */
final class FileNames {
    static final String LOCK = "lock";
    static final String SNAPSHOT_BEING_WRITTEN = "snapshot.tmp";
    private static final Pattern SEGMENT = Pattern.compile("journal-(\\d{19})");
    private static final Pattern SNAPSHOT = Pattern.compile("snapshot-(\\d{19})");
    private static final int LONGEST = 200;

    private FileNames() {}

    static String segment(long first) {
        return String.format(Locale.ROOT, "journal-%019d", first);
    }

    static OptionalLong firstOfSegment(String name) {
        return number(SEGMENT.matcher(name));
    }

    static String snapshot(long n) {
        return String.format(Locale.ROOT, "snapshot-%019d", n);
    }

    static OptionalLong countOfSnapshot(String name) {
        return number(SNAPSHOT.matcher(name));
    }

    /** A folder name for an application: one for each, also where upper and lower case are the same. */
    static String folder(String application) {
        StringBuilder name = new StringBuilder("app-");
        for (byte unit : application.getBytes(UTF_8)) {
            char c = (char) (unit & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
                name.append(c);
            } else {
                name.append(String.format(Locale.ROOT, "%%%02x", (int) c));
            }
        }
        if (application.isBlank() || name.length() > LONGEST) {
            throw new JournalException(
                    "The application is named '" + application + "', but its name must have something in it and fit a"
                            + " file name of " + LONGEST + " characters.",
                    "choose another name, of plain letters if it is long.");
        }
        return name.toString();
    }

    private static OptionalLong number(Matcher name) {
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }
}
