package io.github.azuredr.streamanalytics;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jobs of a side as one look found them.
 *
 * @param jobs by the name plans give them
 * @param reconciledUntil how far the application had read the clean output
 */
record SideView(Map<String, JobView> jobs, Optional<Instant> reconciledUntil) {
    private static final Codec CODEC = Codec.create();

    SideView {
        jobs = Map.copyOf(jobs);
    }

    Observation at(Instant moment) {
        Map<String, String> facts = new TreeMap<>();
        jobs.forEach((job, view) -> facts.put("state." + job, view.state()));
        return Observation.of(moment, facts, CODEC.text(this));
    }

    static Optional<SideView> of(Situation now, Side side) {
        return now.observation(side).flatMap(Observation::inventory).map(text -> CODEC.read(text, SideView.class));
    }

    Optional<JobView> job(String name) {
        return Optional.ofNullable(jobs.get(name));
    }
}
