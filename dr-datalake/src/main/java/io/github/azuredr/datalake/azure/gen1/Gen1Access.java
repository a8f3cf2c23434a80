package io.github.azuredr.datalake.azure.gen1;

import com.microsoft.azure.datalake.store.DirectoryEntry;
import com.microsoft.azure.datalake.store.acl.AclEntry;
import com.microsoft.azure.datalake.store.acl.AclStatus;
import io.github.azuredr.datalake.store.AccessRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Owner, group and the whole access list of a path, in the text form that Gen2 has, too. */
final class Gen1Access {
    private static final String DEFAULT = "default:";
    private static final List<String> BASE = List.of("user::", "group::", "other::");

    private final Gen1Calls calls;

    Gen1Access(Gen1Calls calls) {
        this.calls = calls;
    }

    AccessRules read(String path) {
        AclStatus status = calls.access(path);
        List<String> entries =
                status.aclSpec.stream().map(AclEntry::toString).collect(Collectors.toCollection(ArrayList::new));
        String digits = "000" + status.octalPermissions;
        for (int i = 0; i < BASE.size(); i++) {
            String base = BASE.get(i);
            // Where the service leaves base entries out, the permission has them.
            if (entries.stream().noneMatch(entry -> entry.startsWith(base))) {
                entries.add(base + rights(digits.charAt(digits.length() - 3 + i) - '0'));
            }
        }
        return new AccessRules(status.owner, status.group, String.join(",", ordered(entries)));
    }

    /** Sets what differs; an owner can be set by a superuser only. */
    void write(String path, DirectoryEntry present, AccessRules rules) {
        if (!rules.owner().equals(present.user) || !rules.group().equals(present.group)) {
            calls.setOwner(path, rules.owner(), rules.group());
        }
        List<AclEntry> entries = AclEntry.parseAclSpec(rules.acl());
        if (!Gen1Status.isDirectory(present)) {
            entries.removeIf(entry -> entry.toString().startsWith(DEFAULT));
        }
        calls.setAcl(path, entries);
    }

    /** Users, groups, mask, others; what children get behind what holds here. */
    private static List<String> ordered(List<String> entries) {
        List<String> kinds = List.of("user::", "user:", "group::", "group:", "mask:", "other:");
        List<String> all = new ArrayList<>();
        for (String scope : List.of("", DEFAULT)) {
            for (int kind = 0; kind < kinds.size(); kind++) {
                int wanted = kind;
                entries.stream()
                        .filter(entry -> entry.startsWith(DEFAULT) != scope.isEmpty())
                        .filter(entry -> kindOf(entry.substring(scope.length()), kinds) == wanted)
                        .sorted()
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static int kindOf(String entry, List<String> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            if (entry.startsWith(kinds.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String rights(int bits) {
        return ((bits & 4) > 0 ? "r" : "-") + ((bits & 2) > 0 ? "w" : "-") + ((bits & 1) > 0 ? "x" : "-");
    }
}
