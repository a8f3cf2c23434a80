package io.github.azuredr.datalake.analytics;

/** What may be done about a failed call to an analytics account. */
public enum AnalyticsFailure {
    /** It is not there. */
    NOT_FOUND,
    /** It is there already, or in a state that does not allow the call. */
    CONFLICT,
    /** The identity may not do this. */
    DENIED,
    /** The service asks for fewer calls. */
    BUSY,
    /** No answer, or one that says nothing about the effect: it must be looked for before repeating. */
    NO_ANSWER,
    /** The request is wrong and will stay wrong. */
    REFUSED,
    /** The answer cannot be what the service says; nothing may be concluded from it. */
    NOT_UNDERSTOOD
}
