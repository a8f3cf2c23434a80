package io.github.azuredr.testkit.azure.storage;

/**
 * Owner, group and access control entries of a path.
 *
 * @param owner object id, user principal name or {@code $superuser}
 * @param group like the owner
 * @param entries the full list as the service writes it; empty on flat accounts
 * @param sticky the sticky bit
 */
record Acl(String owner, String group, String entries, boolean sticky) {
    static final Acl NONE = new Acl("$superuser", "$superuser", "", false);

    Acl owned(String newOwner, String newGroup) {
        return new Acl(newOwner, newGroup, entries, sticky);
    }

    Acl with(String newEntries) {
        return new Acl(owner, group, newEntries, sticky);
    }
}
