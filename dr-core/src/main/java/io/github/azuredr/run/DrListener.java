package io.github.azuredr.run;

import org.slf4j.LoggerFactory;

/**
 * Told of events after the journal has them. Called on the thread that caused the event, so it should return quickly;
 * what it throws is logged and goes no further.
 */
@FunctionalInterface
public interface DrListener {
    /** Hears nothing. */
    DrListener NO_OP = event -> {};

    /** Something happened. */
    void onEvent(DrEvent event);

    /** A listener that never throws. */
    static DrListener guarded(DrListener listener) {
        return event -> {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(DrListener.class)
                        .atWarn()
                        .addKeyValue("event", event.getClass().getSimpleName())
                        .addKeyValue("reason", Sentence.of(e))
                        .log("a listener threw; the run goes on");
            }
        };
    }
}
