package io.github.azuredr.datalake.store;

/**
 * Who may do what with a path of a hierarchical account.
 *
 * @param owner object id or {@code $superuser}
 * @param group object id or {@code $superuser}
 * @param acl the access list in the service's own text form, default entries included
 */
public record AccessRules(String owner, String group, String acl) {}
