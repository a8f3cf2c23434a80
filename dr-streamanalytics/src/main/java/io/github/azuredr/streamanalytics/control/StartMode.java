package io.github.azuredr.streamanalytics.control;

/** From when on a started job writes output. */
public enum StartMode {
    /** From now; the job reads back only as far as its windows need. */
    JOB_START_TIME("JobStartTime"),
    /** From a given event time; earlier input is read for state. */
    CUSTOM_TIME("CustomTime"),
    /** From where this very job stopped writing; duplicates are possible, loss is not while the input is kept. */
    LAST_OUTPUT_EVENT_TIME("LastOutputEventTime");

    private final String word;

    StartMode(String word) {
        this.word = word;
    }

    /** As the service spells it. */
    public String word() {
        return word;
    }
}
