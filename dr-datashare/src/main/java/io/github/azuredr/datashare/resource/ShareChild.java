package io.github.azuredr.datashare.resource;

/** What lies below a provider's share. */
public enum ShareChild {
    /** What is shared. */
    DATA_SETS("dataSets"),
    /** When snapshots are due. */
    SCHEDULES("synchronizationSettings"),
    /** Who was asked to subscribe. */
    INVITATIONS("invitations"),
    /** Who subscribed. */
    SUBSCRIPTIONS("providerShareSubscriptions");

    private final String segment;

    ShareChild(String segment) {
        this.segment = segment;
    }

    /** Its segment in a path. */
    public String segment() {
        return segment;
    }
}
