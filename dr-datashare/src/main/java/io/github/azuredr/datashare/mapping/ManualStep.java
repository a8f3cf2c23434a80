package io.github.azuredr.datashare.mapping;

/**
 * Something only a person, or a hook of the application, can do; steps with the same text are one.
 *
 * @param where at which server and database, or cluster
 * @param text what to do there, to paste where it is T-SQL
 */
public record ManualStep(String where, String text) {

    /** The contained user a SQL source needs: named like the account, it may read. */
    static ManualStep sqlReader(String server, String database, String account) {
        String name = "[" + account.replace("]", "]]") + "]";
        return new ManualStep(
                "database " + database + " at " + server,
                "CREATE USER " + name + " FROM EXTERNAL PROVIDER;\nALTER ROLE db_datareader ADD MEMBER " + name + ";");
    }

    /** What a source shared in place needs. */
    static ManualStep kustoAccess(String cluster, String account) {
        return new ManualStep(
                "cluster " + cluster,
                "Give the identity of the Data Share account " + account
                        + " the role Contributor on the cluster, and see that the cluster runs the engine version of"
                        + " the first region's.");
    }
}
