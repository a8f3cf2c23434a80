package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.testkit.azure.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a job's output has reached, computed from the clock: from the start it asked for, a running job catches up at a
 * multiple of real time and then stays two seconds behind; a job that does not run stands still.
 */
final class Flow {
    private static final String RUN = Secrets.KEPT + ".run";
    private static final Duration LAG = Duration.ofSeconds(2);

    private Flow() {}

    /** The job begins to run now, with output from an instant on. */
    static Json started(Json body, Instant now, Instant outputFrom, int timesRealTime) {
        return body.with(RUN + ".since", now.toString())
                .with(RUN + ".from", outputFrom.toString())
                .with(RUN + ".speed", timesRealTime);
    }

    /** The job no longer runs: what its output had reached stays. */
    static Json stopped(Json body, Instant now) {
        Json still = lastOutput(body, now)
                .map(last -> body.with(RUN + ".last", last.toString()))
                .orElse(body);
        return still.without(RUN + ".since").without(RUN + ".from");
    }

    /** From when on a job that runs writes. */
    static Optional<Instant> writingFrom(Json body) {
        return body.text(RUN + ".since").isPresent() ? Optional.of(from(body)) : Optional.empty();
    }

    /** How far the output is; empty before the first row. */
    static Optional<Instant> lastOutput(Json body, Instant now) {
        Optional<Instant> before = body.text(RUN + ".last").map(Instant::parse);
        Optional<Instant> since = body.text(RUN + ".since").map(Instant::parse);
        if (since.isEmpty()) {
            return before;
        }
        Instant from = from(body);
        Duration running = Duration.between(since.get(), now);
        Instant reached =
                from.plus(running.multipliedBy(body.number(RUN + ".speed").orElse(1L)));
        Instant edge = now.minus(LAG);
        Instant at = reached.isBefore(edge) ? reached : edge;
        return at.isAfter(from) ? Optional.of(at) : before;
    }

    /** How far the output is behind, while the job runs. */
    static Optional<Duration> delay(Json body, Instant now) {
        return body.text(RUN + ".since")
                .map(Instant::parse)
                .filter(since -> !since.isAfter(now))
                .map(since -> {
                    Instant reached = lastOutput(body, now)
                            .filter(at -> at.isAfter(from(body)))
                            .orElseGet(() -> from(body));
                    return reached.isAfter(now) ? Duration.ZERO : Duration.between(reached, now);
                });
    }

    private static Instant from(Json body) {
        return Instant.parse(body.text(RUN + ".from").orElseThrow());
    }
}
