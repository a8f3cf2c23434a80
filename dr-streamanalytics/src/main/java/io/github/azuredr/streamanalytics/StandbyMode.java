package io.github.azuredr.streamanalytics;

/** What the twin does while the other side serves. */
public enum StandbyMode {
    /** It runs and fills its own output all the time: a failover only switches the reader, and the units are paid twice. */
    HOT,
    /** It is stopped and costs nothing: a failover starts it from the reader's mark, and its units may not be free then. */
    COLD
}
