package io.github.azuredr.streamanalytics;

import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.control.Progress;
import io.github.azuredr.streamanalytics.port.JobState;
import io.github.azuredr.streamanalytics.twin.Drift;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.TwinRewrite;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * One job and its twin as both were last seen: what the twin should be, what it is, and what is remembered of it.
 *
 * @param name how plans call them
 * @param to the side of the twin
 * @param model the job it is the twin of, as last seen
 * @param there the twin, as last seen
 * @param rewrite the model rewritten for the twin's region; empty when the model was never seen whole
 * @param now the situation
 * @param jobs the settings
 */
record Twin(
        String name,
        Side to,
        Optional<JobView> model,
        Optional<JobView> there,
        Optional<TwinRewrite> rewrite,
        Situation now,
        TwinJobs jobs) {

    static List<Twin> all(Situation now, Side to, TwinJobs jobs) {
        Optional<SideView> models = SideView.of(now, to.other());
        Optional<SideView> twins = SideView.of(now, to);
        return jobs.names().stream()
                .map(name -> {
                    Optional<JobView> model = models.flatMap(view -> view.job(name));
                    Optional<TwinRewrite> rewrite = model.flatMap(JobView::definition)
                            .map(definition -> TwinRewrite.of(definition, jobs.towards(to)));
                    return new Twin(name, to, model, twins.flatMap(view -> view.job(name)), rewrite, now, jobs);
                })
                .toList();
    }

    /** What the twin should be while the other side serves; marked, and with its own units when it runs beside. */
    Optional<JobDefinition> expected() {
        return rewrite.map(one -> {
            JobDefinition marked = one.twin().asTwinOf(jobs.id(name, to.other()));
            return jobs.standbyUnits() > 0 ? marked.withUnits(jobs.standbyUnits()) : marked;
        });
    }

    Optional<JobDefinition> actual() {
        return there.flatMap(JobView::definition);
    }

    JobState state() {
        return there.map(JobView::jobState).orElse(JobState.of(JobView.ABSENT));
    }

    boolean isAbsent() {
        return there.map(JobView::isAbsent).orElse(true);
    }

    /** Differences in anything but the tag and, where a standby has units of its own, the units. */
    Drift drift() {
        if (expected().isEmpty() || actual().isEmpty()) {
            return new Drift(List.of());
        }
        JobDefinition wanted = expected().get();
        return Drift.between(
                wanted, jobs.standbyUnits() > 0 ? actual().get().withUnits(wanted.streamingUnits()) : actual().get());
    }

    /** How many units the job needs to serve: as many as the one it stands in for. */
    int servingUnits() {
        return model.flatMap(JobView::definition)
                .or(this::actual)
                .map(JobDefinition::streamingUnits)
                .orElse(3);
    }

    /** Changed there by someone else since this library wrote or took over it: its hash is neither wanted nor remembered. */
    boolean isSomeoneElses() {
        if (!drift().isPresent() || actual().isEmpty()) {
            return false;
        }
        Optional<String> remembered = now.remembered(Memory.hash(to, name));
        if (remembered.isPresent()) {
            return !remembered.get().equals(actual().get().hash());
        }
        return to == Side.B && actual().get().twinOf().isEmpty();
    }

    boolean isDrilling() {
        return now.remembered(Memory.drill(to, name)).filter("yes"::equals).isPresent();
    }

    /** What a start of this twin may rely on. */
    Progress progress() {
        Optional<Instant> read = SideView.of(now, to)
                .flatMap(SideView::reconciledUntil)
                .or(() -> SideView.of(now, to.other()).flatMap(SideView::reconciledUntil));
        // A job that was not made as a twin served before this library came; a twin served when it was started to.
        boolean served = now.remembered(Memory.from(to, name)).isPresent()
                || actual().map(one -> one.twinOf().isEmpty()).orElse(false);
        return new Progress(
                read,
                model.flatMap(JobView::lastOutput),
                there.flatMap(JobView::lastOutput),
                served && !isDrilling(),
                jobs.overlap(),
                jobs.inputRetention(),
                now.now());
    }

    /** Since when this side's job has written without a hole, as far as its last start by this library tells. */
    Optional<Instant> coveredSince() {
        try {
            return now.remembered(Memory.from(to, name)).map(Instant::parse);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether its output joins what was read so far; a job that runs only for a drill began too late. */
    boolean coversTheMark() {
        Optional<Instant> mark =
                progress().reconciledUntil().or(() -> progress().otherUntil());
        return !isDrilling()
                && coveredSince().isPresent()
                && mark.map(known -> !coveredSince().get().isAfter(known)).orElse(true);
    }
}
