package io.github.azuredr.testkit.azure.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The access control rules of a hierarchical account: parsing, permissions, umask and inheritance from the parent. */
final class PosixAcl {
    static final int MOST_ENTRIES = 32;

    private static final Pattern PERMISSIONS = Pattern.compile("[r-][w-][x-]");
    private static final Pattern SYMBOLIC = Pattern.compile("[r-][w-][x-][r-][w-][x-][r-][w-][xtT-]\\+?");
    private static final Pattern OCTAL = Pattern.compile("[01]?[0-7]{3}");
    private static final Set<String> TYPES = Set.of("user", "group", "mask", "other");

    private PosixAcl() {}

    /** One entry such as {@code default:user:<id>:rwx}. */
    record Entry(boolean inherited, String type, String id, String permissions) {

        boolean sameSubject(Entry other) {
            return inherited == other.inherited && type.equals(other.type) && id.equals(other.id);
        }

        @Override
        public String toString() {
            return (inherited ? "default:" : "") + type + ":" + id + ":" + permissions;
        }
    }

    static Acl ofRoot(boolean hierarchical) {
        return hierarchical ? Acl.NONE.with("user::rwx,group::r-x,other::---") : Acl.NONE;
    }

    /** What a new path gets: the parent's default entries where it has them, else permissions less the umask. */
    static Acl ofNew(Call call, Acl parent, boolean directory) {
        int umask = call.header("x-ms-umask").map(PosixAcl::octal).orElse(0027);
        String owner = call.header("x-ms-owner").orElse("$superuser");
        String group = call.header("x-ms-group").orElse(parent.group());
        Acl base = new Acl(owner, group, "", false);
        if (call.header("x-ms-acl").isPresent()) {
            if (call.header("x-ms-permissions").isPresent()) {
                throw new Refusal(400, "InvalidRequest", "Permissions and an ACL cannot be given in the same request.");
            }
            return base.with(complete(parse(call.requireHeader("x-ms-acl"), true)));
        }
        List<Entry> defaults =
                parse(parent.entries(), true).stream().filter(Entry::inherited).toList();
        if (!defaults.isEmpty()) {
            List<Entry> own = new ArrayList<>();
            for (Entry entry : defaults) {
                own.add(new Entry(false, entry.type, entry.id, entry.permissions));
            }
            if (directory) {
                own.addAll(defaults);
            }
            return base.with(join(own));
        }
        int mode = call.header("x-ms-permissions").map(PosixAcl::mode).orElse(directory ? 0777 : 0666);
        int masked = mode & 0777 & ~umask;
        return new Acl(owner, group, ofMode(masked), (mode & 01000) != 0);
    }

    static List<Entry> parse(String text, boolean withPermissions) {
        List<Entry> found = new ArrayList<>();
        if (text.isEmpty()) {
            return found;
        }
        for (String part : text.split(",")) {
            String rest = part.strip();
            boolean inherited = rest.startsWith("default:");
            String[] fields = (inherited ? rest.substring(8) : rest).split(":", -1);
            boolean shape = withPermissions ? fields.length == 3 : fields.length == 2 || fields.length == 3;
            if (!shape
                    || !TYPES.contains(fields[0])
                    || (withPermissions && !PERMISSIONS.matcher(fields[2]).matches())) {
                throw invalid();
            }
            found.add(new Entry(inherited, fields[0], fields[1], withPermissions ? fields[2] : ""));
        }
        for (boolean scope : new boolean[] {false, true}) {
            if (found.stream().filter(e -> e.inherited == scope).count() > MOST_ENTRIES) {
                throw new Refusal(400, "InvalidAcl", "An ACL has at most 32 entries for access and 32 for default.");
            }
        }
        return found;
    }

    /** Refuses a list without owner, owning group and other; adds the mask that named entries need. */
    static String complete(List<Entry> entries) {
        List<Entry> all = new ArrayList<>(entries);
        for (boolean scope : new boolean[] {false, true}) {
            List<Entry> some = all.stream().filter(e -> e.inherited == scope).toList();
            if (scope && some.isEmpty()) {
                continue;
            }
            for (String type : List.of("user", "group", "other")) {
                if (some.stream().noneMatch(e -> e.type.equals(type) && e.id.isEmpty())) {
                    throw invalid();
                }
            }
            if (some.stream().anyMatch(e -> !e.id.isEmpty()) && some.stream().noneMatch(e -> e.type.equals("mask"))) {
                int union = 0;
                for (Entry e : some) {
                    if (e.type.equals("group") || (e.type.equals("user") && !e.id.isEmpty())) {
                        union |= bits(e.permissions);
                    }
                }
                all.add(new Entry(scope, "mask", "", letters(union)));
            }
        }
        return join(all);
    }

    static String join(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        List<String> order = List.of("user", "group", "mask", "other");
        sorted.sort((a, b) -> a.inherited != b.inherited
                ? Boolean.compare(a.inherited, b.inherited)
                : a.type.equals(b.type)
                        ? a.id.compareTo(b.id)
                        : Integer.compare(order.indexOf(a.type), order.indexOf(b.type)));
        return String.join(",", sorted.stream().map(Entry::toString).toList());
    }

    /** The nine letters of {@code x-ms-permissions}, with {@code +} when there are named entries. */
    static String permissions(Acl acl) {
        List<Entry> entries = parse(acl.entries(), true);
        String user = "---";
        String group = "---";
        String mask = "";
        String other = "---";
        boolean named = false;
        for (Entry entry : entries) {
            named |= entry.inherited || !entry.id.isEmpty() || entry.type.equals("mask");
            if (!entry.inherited && entry.id.isEmpty()) {
                switch (entry.type) {
                    case "user" -> user = entry.permissions;
                    case "group" -> group = entry.permissions;
                    case "mask" -> mask = entry.permissions;
                    default -> other = entry.permissions;
                }
            }
        }
        String last = acl.sticky() ? other.substring(0, 2) + (other.endsWith("x") ? "t" : "T") : other;
        return user + (mask.isEmpty() ? group : mask) + last + (named ? "+" : "");
    }

    /** This ACL with other permissions; named entries stay, and the group bits become the mask where there is one. */
    static Acl withPermissions(Acl acl, String text) {
        int mode = mode(text);
        List<Entry> after = new ArrayList<>();
        boolean masked = parse(acl.entries(), true).stream().anyMatch(e -> !e.inherited && e.type.equals("mask"));
        for (Entry entry : parse(acl.entries(), true)) {
            boolean plain = !entry.inherited && entry.id.isEmpty();
            String permissions = entry.permissions;
            if (plain && entry.type.equals("user")) {
                permissions = letters(mode >> 6 & 7);
            } else if (plain && entry.type.equals(masked ? "mask" : "group")) {
                permissions = letters(mode >> 3 & 7);
            } else if (plain && entry.type.equals("other")) {
                permissions = letters(mode & 7);
            }
            after.add(new Entry(entry.inherited, entry.type, entry.id, permissions));
        }
        return new Acl(acl.owner(), acl.group(), join(after), (mode & 01000) != 0);
    }

    static String ofMode(int mode) {
        return "user::" + letters(mode >> 6 & 7) + ",group::" + letters(mode >> 3 & 7) + ",other::" + letters(mode & 7);
    }

    private static int mode(String text) {
        if (OCTAL.matcher(text).matches()) {
            return octal(text);
        }
        if (!SYMBOLIC.matcher(text).matches()) {
            throw new Refusal(400, "InvalidPermission", "The permission value is invalid.");
        }
        char last = text.charAt(8);
        int sticky = last == 't' || last == 'T' ? 01000 : 0;
        String other = text.substring(6, 8) + (last == 'x' || last == 't' ? "x" : "-");
        return sticky | bits(text.substring(0, 3)) << 6 | bits(text.substring(3, 6)) << 3 | bits(other);
    }

    private static int octal(String text) {
        if (!OCTAL.matcher(text).matches()) {
            throw new Refusal(400, "InvalidPermission", "The permission value is invalid.");
        }
        return Integer.parseInt(text, 8);
    }

    private static int bits(String letters) {
        return (letters.charAt(0) == 'r' ? 4 : 0)
                | (letters.charAt(1) == 'w' ? 2 : 0)
                | (letters.charAt(2) == 'x' ? 1 : 0);
    }

    private static String letters(int bits) {
        return ((bits & 4) != 0 ? "r" : "-") + ((bits & 2) != 0 ? "w" : "-") + ((bits & 1) != 0 ? "x" : "-");
    }

    private static Refusal invalid() {
        return new Refusal(400, "InvalidAcl", "The access control list value is invalid.");
    }
}
