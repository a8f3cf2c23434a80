package io.github.azuredr.datashare.mirror;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Snapshot schedules: kind, interval and time, copied word for word because triggers must match them exactly. */
final class Schedules {
    private static final List<String> INTERVALS = List.of("Hour", "Day");

    private Schedules() {}

    /** What is sent; empty for a schedule this version does not know. */
    static Optional<JsonObject> body(Named schedule) {
        Optional<String> interval = schedule.property("recurrenceInterval").filter(INTERVALS::contains);
        Optional<String> time = schedule.property("synchronizationTime");
        return !schedule.kind().equals("ScheduleBased") || interval.isEmpty() || time.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonObject.empty()
                        .with("kind", "ScheduleBased")
                        .with("properties.recurrenceInterval", interval.get())
                        .with("properties.synchronizationTime", time.get()));
    }

    /** The same interval at the same instant, whatever fractions of a second the service adds. */
    static boolean same(Named one, Named other) {
        return one.kind().equals(other.kind())
                && one.property("recurrenceInterval").equals(other.property("recurrenceInterval"))
                && instant(one).equals(instant(other));
    }

    private static String instant(Named schedule) {
        String text = schedule.property("synchronizationTime").orElse("");
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeParseException asItIs) {
            return text;
        }
    }
}
