package io.github.azuredr.datalake.catalog;

/** The kinds of catalog objects, in an order in which they can be created. */
public enum ObjectKind {
    DATABASE("DATABASE"),
    SCHEMA("SCHEMA"),
    /** Its password never comes back from the service; it is written by REST, not by a script. */
    CREDENTIAL("CREDENTIAL"),
    DATA_SOURCE("DATA SOURCE"),
    ASSEMBLY("ASSEMBLY"),
    TABLE_TYPE("TYPE"),
    TABLE("TABLE"),
    PARTITION("PARTITION"),
    STATISTICS("STATISTICS"),
    FUNCTION("FUNCTION"),
    PACKAGE("PACKAGE"),
    VIEW("VIEW"),
    PROCEDURE("PROCEDURE"),
    /** Who may do what; written by REST, not by a script. */
    ACCESS("ACCESS");

    private final String word;

    ObjectKind(String word) {
        this.word = word;
    }

    /** The kind as U-SQL says it after CREATE or DROP. */
    public String word() {
        return word;
    }

    /** Whether the object is text of a person: function, package, view or procedure. */
    public boolean isCode() {
        return this == FUNCTION || this == PACKAGE || this == VIEW || this == PROCEDURE;
    }
}
