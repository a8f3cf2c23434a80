package io.github.azuredr.datashare.resource;

/** What lies below a consumer's share subscription and is created by the consumer. */
public enum SubscriptionChild {
    /** Where each dataset goes. */
    MAPPINGS("dataSetMappings"),
    /** When snapshots are taken. */
    TRIGGERS("triggers");

    private final String segment;

    SubscriptionChild(String segment) {
        this.segment = segment;
    }

    /** Its segment in a path. */
    public String segment() {
        return segment;
    }
}
