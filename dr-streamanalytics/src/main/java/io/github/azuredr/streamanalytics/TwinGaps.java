package io.github.azuredr.streamanalytics;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.TwinRewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands between a twin and serving. */
final class TwinGaps {
    private final Twin twin;
    private final Situation now;
    private final TwinJobs jobs;
    private final List<Gap> gaps = new ArrayList<>();

    private TwinGaps(Twin twin, Situation now, TwinJobs jobs) {
        this.twin = twin;
        this.now = now;
        this.jobs = jobs;
    }

    static List<Gap> of(Situation now, Side to, TwinJobs jobs) {
        List<Gap> all = new ArrayList<>();
        for (Twin twin : Twin.all(now, to, jobs)) {
            TwinGaps of = new TwinGaps(twin, now, jobs);
            of.model();
            of.definition();
            of.health();
            of.place();
            of.mark();
            all.addAll(of.gaps);
        }
        return List.copyOf(all);
    }

    private void model() {
        Optional<JobView> model = twin.model();
        String label = now.label(twin.to().other());
        if (model.isEmpty() || model.get().isAbsent()) {
            critical("no-model", "is absent on " + label + " or was never seen there", "check its id, or create it");
            return;
        }
        model.get().unreadable().ifPresent(why -> critical("not-twinnable", why, "it cannot be protected this way"));
        twin.rewrite().ifPresent(rewrite -> rewrite.objections()
                .forEach(one -> critical("no-counterpart", one, "complete the mapping")));
        model.flatMap(JobView::definition).ifPresent(definition -> {
            if (definition
                    .content()
                    .text("/properties/outputErrorPolicy")
                    .orElse("")
                    .equals("Drop")) {
                warning("drops-rows", "drops rows its output refuses, each side its own", "use the policy Stop");
            }
            definition
                    .neededSignIns()
                    .forEach(part -> critical(
                            "sign-in",
                            part + " needs a person to sign in, which cannot be copied",
                            "renew its authorization in the portal on " + now.label(twin.to())
                                    + ", or use an identity"));
        });
        if (model.get().jobState().isFailed()) {
            warning("model-failed", "has failed on " + label + complaints(model.get()), "look at it, or fail over");
        }
    }

    private void definition() {
        if (twin.isAbsent()) {
            critical("no-twin", "does not exist on " + now.label(twin.to()), "prepare() makes it");
            return;
        }
        twin.there()
                .flatMap(JobView::unreadable)
                .ifPresent(why -> critical(
                        "twin-unreadable",
                        "is there on " + now.label(twin.to()) + " but: " + why,
                        "delete or complete it"));
        twin.actual().ifPresent(this::pointingBack);
        if (!twin.drift().isPresent()) {
            return;
        }
        String text = "differs on " + now.label(twin.to()) + ": " + twin.drift().text();
        if (twin.drift().inPartitions()) {
            critical("partition-count", text, "give both hubs the same number of partitions");
        }
        if (twin.isSomeoneElses()) {
            critical("edited", text, "nobody's change is overwritten: undo it there, or make it on both sides");
        } else {
            critical("drift", text, "a replication pass brings it into line");
        }
    }

    private void pointingBack(JobDefinition actual) {
        TwinRewrite.pointingBack(actual, jobs.towards(twin.to()))
                .forEach(one -> critical("points-back", one, "a twin must use its own region's hubs and stores"));
    }

    private void health() {
        if (twin.isAbsent()) {
            return;
        }
        String label = now.label(twin.to());
        JobView there = twin.there().orElseThrow();
        boolean hot = jobs.standby() == StandbyMode.HOT;
        if (hot && !twin.state().isUp()) {
            warning(
                    "standby-not-running",
                    "is " + twin.state() + " on " + label + complaints(there),
                    "prepare() starts it");
        }
        if (!hot && twin.state().isFailed()) {
            warning("standby-failed", "has failed on " + label + complaints(there), "test its connections");
        }
        if (!hot && twin.state().isUp() && !twin.isDrilling()) {
            warning(
                    "standby-running",
                    "runs on " + label + " although it is a cold standby",
                    "stop it, or make it hot");
        }
        if (twin.isDrilling()) {
            warning("drilling", "runs for a drill on " + label, "end the drill");
        }
        there.delaySeconds()
                .filter(seconds -> seconds > jobs.caughtUpWithin().toSeconds())
                .ifPresent(seconds -> warning(
                        "standby-behind", "is " + seconds + " s behind on " + label, "give it more units or time"));
        if (twin.state().is("Degraded")) {
            warning(
                    "standby-degraded",
                    "is degraded on " + label + complaints(there),
                    "it retries by itself; watch it");
        }
        there.unitsFree()
                .filter(free -> !twin.state().isUp() && free < twin.servingUnits())
                .ifPresent(free -> critical(
                        "units-short",
                        "needs " + twin.servingUnits() + " streaming units on " + label + ", but " + free + " are free",
                        "keep it running, or ask for more"));
    }

    private void place() {
        twin.there()
                .flatMap(JobView::groupRegion)
                .map(Region::of)
                .filter(region -> region.equals(now.pair().region(twin.to().other())))
                .ifPresent(region -> critical(
                        "group-place",
                        "has its resource group in " + region + ", and cannot be changed or started when that is lost",
                        "use a group of " + now.label(twin.to())));
    }

    private void mark() {
        boolean known = SideView.of(now, twin.to())
                .flatMap(SideView::reconciledUntil)
                .or(() -> SideView.of(now, twin.to().other()).flatMap(SideView::reconciledUntil))
                .isPresent();
        if (jobs.standby() == StandbyMode.COLD && !known && !twin.isAbsent()) {
            warning(
                    "no-reader-mark",
                    "would start by what the other job had written, not by what was read: a reader that is further behind"
                            + " than " + jobs.overlap().toMinutes() + " min would miss rows",
                    "give TwinJobs the reader's progress");
        }
    }

    private static String complaints(JobView view) {
        return view.diagnostics().stream()
                .findFirst()
                .map(line -> " (" + line + ")")
                .orElse("");
    }

    private void critical(String id, String text, String next) {
        gaps.add(Gap.critical(id, "job " + twin.name() + " " + text, next));
    }

    private void warning(String id, String text, String next) {
        gaps.add(Gap.warning(id, "job " + twin.name() + " " + text, next));
    }
}
