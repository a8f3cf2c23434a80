package io.github.azuredr.streamanalytics.twin;

import java.util.Arrays;
import java.util.Optional;

/** What in a job is tied to a region, by the name under which a mapping lists it. */
public enum BoundKind {
    EVENT_HUBS("eventHubNamespaces", Rule.MUST_DIFFER),
    SERVICE_BUS("serviceBusNamespaces", Rule.MUST_DIFFER),
    IOT_HUB("iotHubs", Rule.MUST_DIFFER),
    STORAGE("storageAccounts", Rule.MUST_DIFFER),
    SQL("sqlServers", Rule.MUST_DIFFER),
    POSTGRES("postgreSqlServers", Rule.MUST_DIFFER),
    FUNCTION_APP("functionApps", Rule.MUST_DIFFER),
    KUSTO("kustoClusters", Rule.MUST_DIFFER),
    ENDPOINT("endpoints", Rule.MUST_DIFFER),
    CLUSTER("clusters", Rule.MUST_DIFFER),
    /** A setting of a type this library does not know, named in the mapping. */
    OTHER("others", Rule.MUST_DIFFER),
    /** One account may have both regions. */
    COSMOS("cosmosAccounts", Rule.MAY_BE_SHARED),
    POWER_BI("powerBiGroups", Rule.MAY_BE_SHARED),
    /** It lives in one region's group and works everywhere, as far as is known. */
    IDENTITY("userAssignedIdentities", Rule.MAY_BE_SHARED),
    CONSUMER_GROUP("consumerGroups", Rule.OPTIONAL),
    EVENT_HUB("eventHubs", Rule.OPTIONAL),
    DATABASE("databases", Rule.OPTIONAL),
    CONTAINER("containers", Rule.OPTIONAL),
    PATH("paths", Rule.OPTIONAL),
    TAG("tags", Rule.OPTIONAL);

    private enum Rule {
        MUST_DIFFER,
        MAY_BE_SHARED,
        OPTIONAL
    }

    private final String word;
    private final Rule rule;

    BoundKind(String word, Rule rule) {
        this.word = word;
        this.rule = rule;
    }

    /** The name in a mapping file. */
    public String word() {
        return word;
    }

    /** Whether every value must be listed in the mapping. */
    public boolean mustBeMapped() {
        return rule != Rule.OPTIONAL;
    }

    /** Whether both regions may use the same one, when the mapping says so by mapping it to itself. */
    public boolean mayBeShared() {
        return rule != Rule.MUST_DIFFER;
    }

    /** The kind of a name in a mapping file. */
    static Optional<BoundKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
