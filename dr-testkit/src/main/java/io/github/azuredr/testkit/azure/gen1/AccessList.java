package io.github.azuredr.testkit.azure.gen1;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A POSIX access list: entries such as {@code user:ID:rwx} by the part before their rights; always with a base. */
final class AccessList {
    private static final Pattern ENTRY =
            Pattern.compile("(default:)?(user|group|mask|other):([^:,]*):([r-][w-][x-])", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBJECT =
            Pattern.compile("(default:)?(user|group|mask|other):([^:,]*):?", Pattern.CASE_INSENSITIVE);
    private static final List<String> BASE = List.of("user:", "group:", "other:");
    private static final int MOST_ENTRIES = 32;

    private final Map<String, String> rights;

    private AccessList(Map<String, String> rights) {
        this.rights = new LinkedHashMap<>(rights);
    }

    static AccessList octal(String digits) {
        Map<String, String> rights = new LinkedHashMap<>();
        String three = ("00" + digits).substring(digits.length() - 1);
        for (int i = 0; i < 3; i++) {
            int bits = three.charAt(i) - '0';
            rights.put(
                    BASE.get(i),
                    ((bits & 4) > 0 ? "r" : "-") + ((bits & 2) > 0 ? "w" : "-") + ((bits & 1) > 0 ? "x" : "-"));
        }
        return new AccessList(rights);
    }

    /** Entries with rights; one that is none is refused. */
    static AccessList of(Collection<String> entries) {
        Map<String, String> rights = new LinkedHashMap<>();
        for (String entry : entries) {
            Matcher parts = ENTRY.matcher(entry.trim());
            boolean named = parts.matches() && !parts.group(3).isEmpty();
            if (!parts.matches()
                    || named && !"user group".contains(parts.group(2).toLowerCase(Locale.ROOT))) {
                throw HdfsRefusal.illegal("Invalid ACL entry: " + entry);
            }
            String subject = subject(parts);
            if (rights.put(subject, parts.group(4)) != null) {
                throw HdfsRefusal.illegal("Two ACL entries for " + subject);
            }
        }
        return new AccessList(rights);
    }

    static AccessList parse(String spec) {
        return of(List.of(spec.split(",")));
    }

    private static String subject(Matcher parts) {
        String scope = parts.group(1) == null ? "" : "default:";
        return scope + parts.group(2).toLowerCase(Locale.ROOT) + ":" + parts.group(3);
    }

    /** Refuses a list that may not stand by itself on such a node. */
    AccessList requireWhole(boolean directory) {
        for (String base : BASE) {
            if (!rights.containsKey(base)) {
                throw HdfsRefusal.illegal("The ACL lacks the entry " + base);
            }
            if (hasDefaults() && !rights.containsKey("default:" + base)) {
                throw HdfsRefusal.illegal("The ACL lacks the entry default:" + base);
            }
        }
        if (hasDefaults() && !directory) {
            throw HdfsRefusal.illegal("Only a directory may have default ACL entries.");
        }
        for (String scope : List.of("", "default:")) {
            long count = rights.keySet().stream()
                    .filter(subject -> subject.startsWith("default:") != scope.isEmpty())
                    .count();
            if (count > MOST_ENTRIES) {
                throw HdfsRefusal.illegal("An ACL has at most " + MOST_ENTRIES + " entries.");
            }
        }
        return withMask();
    }

    /** A list with named entries has a mask: the union of what it limits, unless one was given. */
    private AccessList withMask() {
        Map<String, String> all = new LinkedHashMap<>(rights);
        for (String scope : List.of("", "default:")) {
            boolean named = all.keySet().stream().anyMatch(subject -> subject.matches(scope + "(user|group):.+"));
            if (named && !all.containsKey(scope + "mask:")) {
                char[] union = "---".toCharArray();
                all.forEach((subject, bits) -> {
                    if (subject.matches(scope + "(user:.+|group:.*)")) {
                        for (int i = 0; i < 3; i++) {
                            union[i] = bits.charAt(i) == '-' ? union[i] : bits.charAt(i);
                        }
                    }
                });
                all.put(scope + "mask:", new String(union));
            }
        }
        return new AccessList(all);
    }

    AccessList modifiedBy(AccessList changes) {
        Map<String, String> all = new LinkedHashMap<>(rights);
        all.putAll(changes.rights);
        if (changes.hasDefaults()) {
            BASE.forEach(base -> all.putIfAbsent("default:" + base, rights.getOrDefault(base, "---")));
        }
        return new AccessList(all);
    }

    /** Without some entries, which are written without rights. */
    AccessList without(String spec) {
        Map<String, String> left = new LinkedHashMap<>(rights);
        for (String entry : spec.split(",")) {
            Matcher parts = SUBJECT.matcher(entry.trim());
            if (!parts.matches() || BASE.contains(subject(parts))) {
                throw HdfsRefusal.illegal("Not an ACL entry that can be removed: " + entry);
            }
            left.remove(subject(parts));
        }
        return new AccessList(left);
    }

    AccessList withoutDefaults() {
        Map<String, String> left = new LinkedHashMap<>(rights);
        left.keySet().removeIf(subject -> subject.startsWith("default:"));
        return new AccessList(left);
    }

    AccessList baseOnly() {
        Map<String, String> left = new LinkedHashMap<>(rights);
        left.keySet().retainAll(BASE);
        return new AccessList(left);
    }

    /** With other base rights; where there is a mask, the middle digit sets that. */
    AccessList withOctal(String digits) {
        Map<String, String> all = new LinkedHashMap<>(rights);
        Map<String, String> base = octal(digits).rights;
        all.putAll(base);
        if (rights.containsKey("mask:")) {
            all.put("mask:", base.getOrDefault("group:", "---"));
            all.put("group:", rights.getOrDefault("group:", "---"));
        }
        return new AccessList(all);
    }

    /** What a child of this directory begins with: its defaults, or its own rights without names. */
    AccessList inherited(boolean directory, String octal) {
        if (!hasDefaults()) {
            return octal(octal);
        }
        Map<String, String> child = new LinkedHashMap<>();
        rights.forEach((subject, bits) -> {
            if (subject.startsWith("default:")) {
                child.put(subject.substring("default:".length()), bits);
            }
        });
        if (directory) {
            rights.forEach((subject, bits) -> {
                if (subject.startsWith("default:")) {
                    child.put(subject, bits);
                }
            });
        }
        return new AccessList(child);
    }

    boolean hasDefaults() {
        return rights.keySet().stream().anyMatch(subject -> subject.startsWith("default:"));
    }

    boolean isExtended() {
        return rights.size() > BASE.size();
    }

    /** The rights of one who is neither superuser nor in any group. */
    boolean allows(String principal, String owner, char right) {
        int at = "rwx".indexOf(right);
        String mask = rights.getOrDefault("mask:", "rwx");
        String own = principal.equals(owner) ? rights.get("user:") : null;
        if (own != null) {
            return own.charAt(at) == right;
        }
        String named = rights.get("user:" + principal);
        if (named != null) {
            return named.charAt(at) == right && mask.charAt(at) == right;
        }
        return rights.getOrDefault("other:", "---").charAt(at) == right;
    }

    List<String> entries() {
        List<String> all = new ArrayList<>();
        rights.forEach((subject, bits) -> all.add(subject + ":" + bits));
        return all;
    }

    /** Three digits; the middle one shows the mask where there is one. */
    String octal() {
        return digit("user:") + digit(rights.containsKey("mask:") ? "mask:" : "group:") + digit("other:");
    }

    private String digit(String subject) {
        String bits = rights.getOrDefault(subject, "---");
        int value = (bits.charAt(0) == 'r' ? 4 : 0) + (bits.charAt(1) == 'w' ? 2 : 0) + (bits.charAt(2) == 'x' ? 1 : 0);
        return Integer.toString(value);
    }
}
