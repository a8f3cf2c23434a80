package io.github.azuredr.datashare.invite;

/** When a consumer wants to be invited to the second region. */
public enum ConsumerStance {
    /** While everything is well, so that it can hold an idle subscription. */
    INVITE_NOW,
    /** In the failover itself. */
    INVITE_AT_FAILOVER,
    /** Not at all: it takes no part in the recovery. */
    NEVER
}
