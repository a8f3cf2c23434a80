package io.github.azuredr.datalake.account;

/** The two kinds of accounts a data lake of the first generation is made of. */
public enum AccountKind {
    /** Data Lake Storage Gen1. */
    STORE("Microsoft.DataLakeStore", "store"),
    /** Data Lake Analytics. */
    ANALYTICS("Microsoft.DataLakeAnalytics", "analytics");

    private final String namespace;
    private final String word;

    AccountKind(String namespace, String word) {
        this.namespace = namespace;
        this.word = word;
    }

    /** The namespace of Azure Resource Manager. */
    public String namespace() {
        return namespace;
    }

    /** The resource type. */
    public String type() {
        return namespace + "/accounts";
    }

    /** In a sentence or a name. */
    public String word() {
        return word;
    }

    /** An account of this kind, as inventories name it. */
    String key(String account) {
        return word + "/" + account;
    }
}
