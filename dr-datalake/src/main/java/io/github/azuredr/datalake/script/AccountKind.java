package io.github.azuredr.datalake.script;

import java.util.Arrays;
import java.util.Optional;

/** What an account's name stands for; the same word may name four different accounts, one of each kind. */
public enum AccountKind {
    /** Data Lake Storage Gen1, reached as {@code adl://}, {@code swebhdfs://} or {@code https://}. */
    ADLS_GEN1("adls_gen1"),
    /** A storage account by its blob endpoint: {@code wasb://}, {@code wasbs://} or {@code https://}. */
    BLOB("blob"),
    /** A storage account by its dfs endpoint: {@code abfs://}, {@code abfss://} or {@code https://}. */
    ADLS_GEN2("adls_gen2"),
    /** Data Lake Analytics: the first of four name parts in U-SQL, or an {@code https://} host. */
    ADLA("adla");

    private final String section;

    AccountKind(String section) {
        this.section = section;
    }

    /** The section of a mapping file that holds this kind. */
    public String section() {
        return section;
    }

    /** The kind whose section is called that, if there is one. */
    public static Optional<AccountKind> ofSection(String section) {
        return Arrays.stream(values())
                .filter(kind -> kind.section.equals(section))
                .findFirst();
    }
}
