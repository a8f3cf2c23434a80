package io.github.azuredr.streamanalytics.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The start a job gets, with what is tried when the service has no last output for it, and why.
 *
 * @param request what is asked first
 * @param fallback what is asked when the service answers that it has no last output; empty when that would leave a hole
 * @param reason why, for the plan page
 * @param hole what will be missing; to be accepted by a person by name
 */
public record StartChoice(
        StartRequest request, Optional<StartRequest> fallback, String reason, Optional<DataHole> hole) {

    /** A standby that runs beside the active job: from now, because the active job has everything before. */
    public static StartChoice besideTheActive() {
        return new StartChoice(
                StartRequest.now(),
                Optional.empty(),
                "from now: the active job's output covers everything before",
                Optional.empty());
    }

    /** A drill: from now, on real input, and forgotten afterwards. */
    public static StartChoice forADrill() {
        return new StartChoice(
                StartRequest.now(),
                Optional.empty(),
                "from now: a drill proves that it starts; no later start relies on its output",
                Optional.empty());
    }

    /** A cold standby takes over, or a job of this side catches up after the other served: from the mark less the overlap. */
    public static StartChoice takingOver(Progress known) {
        Optional<Instant> mark = known.mark();
        if (mark.isEmpty()) {
            return new StartChoice(
                    StartRequest.now(),
                    Optional.empty(),
                    "from now: nobody knows how far the output was",
                    Optional.of(new DataHole(
                            Optional.empty(),
                            known.now(),
                            "neither the application's mark nor the other job's last output is known")));
        }
        String because = known.reconciledUntil().isPresent()
                ? "the reader has everything until " + mark.get()
                : "the other side had written until " + mark.get()
                        + ", and the reader is taken to be no further behind than the overlap";
        return from(mark.get(), known, because);
    }

    /** The same job again after a stop: from its own last output when the input still has it, else from the mark. */
    public static StartChoice again(Progress known) {
        boolean kept = known.ownIsOurs()
                && known.ownUntil()
                        .filter(own -> own.isAfter(known.oldestInput()))
                        .isPresent();
        if (!kept) {
            return takingOver(known);
        }
        Optional<StartRequest> fallback = known.mark()
                .map(mark -> mark.minus(known.overlap()))
                .filter(time -> !time.isBefore(known.oldestInput()))
                .map(StartRequest::from);
        return new StartChoice(
                StartRequest.lastOutput(),
                fallback,
                "from its own last output, " + known.ownUntil().orElseThrow()
                        + ": nothing is lost, some rows may come twice",
                Optional.empty());
    }

    private static StartChoice from(Instant mark, Progress known, String because) {
        Instant wanted = mark.minus(known.overlap());
        Instant oldest = known.oldestInput();
        if (!wanted.isBefore(oldest)) {
            return new StartChoice(
                    StartRequest.from(wanted),
                    Optional.empty(),
                    "from " + wanted + ": " + because + ", less an overlap of " + minutes(known.overlap()),
                    Optional.empty());
        }
        Optional<DataHole> hole = mark.isBefore(oldest)
                ? Optional.of(new DataHole(
                        Optional.of(mark), oldest, "the input keeps events for " + hours(known.retention()) + " only"))
                : Optional.empty();
        return new StartChoice(
                StartRequest.from(oldest),
                Optional.empty(),
                "from " + oldest + ", the oldest input there is: " + because,
                hole);
    }

    private static String minutes(Duration time) {
        return time.toMinutes() + " min";
    }

    private static String hours(Duration time) {
        return time.toHours() + " h";
    }

    /** One line: the request and why. */
    public String text() {
        return request + " (" + reason + ")"
                + hole.map(one -> "; DATA HOLE: " + one.text()).orElse("");
    }
}
