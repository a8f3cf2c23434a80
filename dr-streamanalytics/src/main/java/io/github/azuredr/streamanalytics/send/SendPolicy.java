package io.github.azuredr.streamanalytics.send;

/** When a send is acknowledged. */
public enum SendPolicy {
    /** Both regions have it, or there is no acknowledgement. A dark region stops sending. */
    ALL,
    /** One region has it, whichever is first, and the other has it too or is owed it on disk. */
    ANY,
    /** The primary has it, and the other is owed it on disk; while the primary is dark the other takes its part. */
    PRIMARY_THEN_ASYNC
}
