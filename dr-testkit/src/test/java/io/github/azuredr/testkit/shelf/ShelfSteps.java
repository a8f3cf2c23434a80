package io.github.azuredr.testkit.shelf;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.step.Victim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The steps of a shelf. */
public final class ShelfSteps {
    private ShelfSteps() {}

    public record Check(Side side) implements Step<ShelfPort> {
        @Override
        public String title() {
            return "look at the shelf on " + side;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.READS;
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONVERGENT;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            return Outcome.done().with("things", at.on(side).things().size());
        }
    }

    public record Mode(Side side, String mode) implements Step<ShelfPort> {
        @Override
        public String title() {
            return "put the shelf on " + side + " into mode " + mode;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.CHANGES;
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONDITIONAL;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return at.on(side).mode().equals(mode) ? Presence.present() : Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            return at.on(side).mode(mode, at.epoch())
                    ? Outcome.done()
                    : Outcome.refused("newer-epoch", "the shelf has heard of a newer epoch");
        }
    }

    public record Copy(Side from, Side to) implements Step<ShelfPort> {
        @Override
        public String title() {
            return "copy from " + from + " to " + to;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.CHANGES;
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONDITIONAL;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(from, to);
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            Instant began = at.now();
            Map<String, ShelfPort.Thing> source = new TreeMap<>(at.on(from).things());
            Map<String, ShelfPort.Thing> target = at.on(to).things();
            for (Map.Entry<String, ShelfPort.Thing> one : source.entrySet()) {
                ShelfPort.Thing there = target.getOrDefault(one.getKey(), new ShelfPort.Thing("", 0));
                boolean same = there.version() != 0
                        && there.value().equals(one.getValue().value());
                if (!same && !at.on(to).put(one.getKey(), one.getValue().value(), there.version())) {
                    return Outcome.failedForNow(one.getKey() + " was written by somebody else, or " + to + " serves");
                }
            }
            return Outcome.done()
                    .with("things", source.size())
                    .proving(RecoveryPoint.complete(from, began))
                    .proving(Verification.of(Verification.READ_BACK, source.size()));
        }
    }

    public record Announce(Side side) implements Step<ShelfPort> {
        @Override
        public String title() {
            return "announce that " + side + " serves";
        }

        @Override
        public EffectKind effect() {
            return EffectKind.CREATES;
        }

        @Override
        public Fencing fencing() {
            return Fencing.UNFENCED;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return at.on(side).notices().contains(notice(at)) ? Presence.present() : Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            at.on(side).announce(notice(at));
            return Outcome.done();
        }

        private String notice(StepContext<ShelfPort> at) {
            return side + " serves in epoch " + at.epoch();
        }
    }

    public record Label(Side side, String label) implements Step<ShelfPort> {
        @Override
        public String title() {
            return "label the shelf on " + side + " as " + label;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.CHANGES;
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONVERGENT;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            at.on(side).label(label);
            return Outcome.done();
        }
    }

    public record SetAside(Side returned) implements Step<ShelfPort> {
        @Override
        public String title() {
            return "set aside what only " + returned + " has";
        }

        @Override
        public EffectKind effect() {
            return EffectKind.CREATES;
        }

        @Override
        public Fencing fencing() {
            return Fencing.NAMED;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(Side.A, Side.B);
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            Map<String, ShelfPort.Thing> there = new TreeMap<>(at.on(returned).things());
            Map<String, ShelfPort.Thing> here = at.on(returned.other()).things();
            List<LossLedger.Lost> lost = new ArrayList<>();
            there.forEach((name, thing) -> {
                String kept = here.containsKey(name) ? here.get(name).value() : "";
                if (!kept.equals(thing.value())) {
                    String place = name + "@" + at.epoch();
                    at.on(returned).setAside(place, thing.value());
                    lost.add(new LossLedger.Lost(name, "written there: " + thing.value(), place));
                }
            });
            return Outcome.done().proving(new LossLedger(lost, List.of()));
        }
    }

    public record OpenScratch(Side side) implements Step<ShelfPort> {
        @Override
        public String title() {
            return "open a scratch area on " + side;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.CREATES;
        }

        @Override
        public Fencing fencing() {
            return Fencing.UNFENCED;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return at.on(side).scratch() != 0 ? Presence.present() : Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            at.on(side).openScratch();
            return Outcome.done();
        }
    }

    public record DestroyScratch(Side side, long version) implements Step<ShelfPort> {
        @Override
        public String title() {
            return "destroy the scratch area on " + side;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.DESTROYS;
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONDITIONAL;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public List<Victim> victims() {
            return List.of(new Victim("scratch area on " + side, "v" + version));
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            long there = at.on(side).scratch();
            if (there == 0) {
                return Presence.present();
            }
            return there == version ? Presence.absent() : Presence.unclear("another scratch area is there");
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            return at.on(side).destroyScratch(version)
                    ? Outcome.done()
                    : Outcome.refused("other-victim", "the scratch area is not the one that was approved");
        }
    }
}
