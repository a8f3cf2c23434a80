package io.github.azuredr.datalake.store;

/** What may be done about a failed call. */
public enum LakeFailure {
    /** There is no such path. */
    NOT_FOUND,
    /** The target, or the file being read, is not the version asked for. */
    CONDITION_NOT_MET,
    /** The source of a service-side copy is not the version asked for, or is gone. */
    SOURCE_CHANGED,
    /** The copying service cannot or may not read the source; the bytes have to pass through here. */
    COPY_SOURCE_UNREACHABLE,
    /** This identity may not do it. */
    DENIED,
    /** The service asks for patience; nothing happened. */
    BUSY,
    /** No answer, so the effect may or may not have happened. */
    NO_ANSWER,
    /** The service refuses this request for good, for example because of the path's name. */
    REFUSED;

    /** Whether the same request may succeed a little later. */
    public boolean worthRetrying() {
        return this == BUSY || this == NO_ANSWER;
    }
}
