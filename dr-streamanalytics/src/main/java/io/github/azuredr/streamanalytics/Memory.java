package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;

/** The names under which steps remember what later plans need. */
final class Memory {
    private Memory() {}

    /** The hash of a job as this library last wrote it. */
    static String hash(Side side, String job) {
        return "hash." + side + "." + job;
    }

    /** The first output time of a job's last start. */
    static String from(Side side, String job) {
        return "from." + side + "." + job;
    }

    /** Whether a drill started a job. */
    static String drill(Side side, String job) {
        return "drill." + side + "." + job;
    }
}
