package io.github.azuredr.streamanalytics.query;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which output types of a job can be read as one, and with what. */
final class OutputTypes {
    private static final Set<String> TABLES = Set.of(
            "microsoft.sql/server/database",
            "microsoft.sql/server/datawarehouse",
            "microsoft.dbforpostgresql/servers/databases");
    private static final Set<String> LOGS = Set.of("microsoft.servicebus/eventhub", "microsoft.eventhub/eventhub");
    private static final Set<String> OTHERS = Set.of(
            "microsoft.storage/blob",
            "microsoft.storage/documentdb",
            "microsoft.storage/table",
            "microsoft.servicebus/queue",
            "microsoft.servicebus/topic",
            "microsoft.datalake/accounts",
            "microsoft.azurefunction",
            "microsoft.kusto/clusters/databases",
            "gatewaymessagebus",
            "powerbi",
            "raw");

    private OutputTypes() {}

    static Optional<Finding> judge(String output, String type) {
        String known = type.toLowerCase(Locale.ROOT);
        if (TABLES.contains(known) || LOGS.contains(known)) {
            return Optional.empty();
        }
        return Optional.of(
                OTHERS.contains(known)
                        ? new Finding(
                                Finding.Weight.WARNING,
                                output,
                                "no row source here reads output type " + type + ": implement RowSource for it")
                        : new Finding(
                                Finding.Weight.ERROR,
                                output,
                                "output type '" + type
                                        + "' is unknown: check its spelling, or implement RowSource for it"));
    }
}
