package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import java.util.List;
import java.util.Optional;

/**
 * A provider's schedule as a consumer takes it over. Interval and time are copied word for word and never computed: the
 * service accepts a trigger only when both equal the schedule's.
 *
 * @param interval {@code Hour} or {@code Day}, or a word this version does not know
 * @param time in UTC, as the service wrote it
 */
public record TakenSchedule(String interval, String time) {

    /** The first schedule the provider has; empty without one, and then there can be no trigger. */
    public static Optional<TakenSchedule> of(List<JsonObject> sourceSchedules) {
        return sourceSchedules.stream()
                .flatMap(schedule -> schedule
                        .text("properties.recurrenceInterval")
                        .flatMap(interval -> schedule.text("properties.synchronizationTime")
                                .map(time -> new TakenSchedule(interval, time)))
                        .stream())
                .findFirst();
    }

    /** The trigger to create. */
    public JsonObject trigger() {
        return JsonObject.empty()
                .with("kind", "ScheduleBased")
                .with("properties.recurrenceInterval", interval)
                .with("properties.synchronizationTime", time)
                .with("properties.synchronizationMode", "Incremental");
    }

    /** Whether a trigger is up and follows this schedule; one that does not is deleted and created anew. */
    public boolean isFollowedBy(Named trigger) {
        return trigger.property("triggerStatus").filter("Active"::equals).isPresent()
                && trigger.property("recurrenceInterval").equals(Optional.of(interval))
                && trigger.property("synchronizationTime").equals(Optional.of(time));
    }
}
