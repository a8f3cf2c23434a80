package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.streamanalytics.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/**
 * A key or password that a job needs and the service never gives back.
 *
 * @param pointer where it goes in the job's body
 * @param where as people say it: {@code input hub, sharedAccessPolicyKey}
 * @param name the name it is asked for by in a secret source; letters, digits and hyphens, as Key Vault takes them
 */
public record SecretSlot(String pointer, String where, String name) {

    /**
     * The secrets a job needs, in order; parts that sign in with an identity need none.
     *
     * @param job the job's name, the beginning of each secret's name
     * @param definition what is to be sent
     */
    public static List<SecretSlot> of(String job, JobDefinition definition) {
        JsonTree content = definition.content();
        List<SecretSlot> slots = new ArrayList<>();
        for (Part part : Part.of(content)) {
            if (!part.mode(content).equalsIgnoreCase("ConnectionString")) {
                continue;
            }
            for (String pattern :
                    Connection.of(part.type()).map(Connection::secrets).orElse(List.of())) {
                for (String pointer : Slot.expanded(content, part.connection() + pattern)) {
                    String rest = pointer.substring(part.connection().length() + 1);
                    slots.add(slot(job, part.kind().segment() + "-" + part.name(), part.label(), pointer, rest));
                }
            }
        }
        if (content.has("/properties/jobStorageAccount/accountName")
                && !content.text("/properties/jobStorageAccount/authenticationMode")
                        .orElse("")
                        .equalsIgnoreCase("Msi")) {
            slots.add(slot(
                    job, "jobStorageAccount", "job storage", "/properties/jobStorageAccount/accountKey", "accountKey"));
        }
        if (content.has("/properties/externals/storageAccount/accountName")) {
            slots.add(slot(
                    job, "externals", "externals", "/properties/externals/storageAccount/accountKey", "accountKey"));
        }
        return List.copyOf(slots);
    }

    private static SecretSlot slot(String job, String part, String label, String pointer, String rest) {
        String last = rest.substring(rest.lastIndexOf('/') + 1);
        String name = String.join("--", job, part, rest.replace('/', '-')).replaceAll("[^A-Za-z0-9-]", "-");
        return new SecretSlot(pointer, label + ", " + last, name);
    }
}
