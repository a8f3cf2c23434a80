package io.github.azuredr.datalake;

import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.recovery.RecoveryPoint;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is remembered of a restored side: until a later pass into it completes, its tree is older than the newest recovery
 * point says.
 *
 * @param generation the pass whose state it was brought back to
 * @param as a pass with a higher number came after the restore
 * @param sourceTime when the source had that state
 */
record RestoredState(long generation, long as, String sourceTime) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) as ([0-9]{1,18}) of (\\S+)");

    Memo on(Side side) {
        return new Memo(Map.of(name(side), generation + " as " + as + " of " + sourceTime));
    }

    /** What this side still is, going by the journal alone. */
    static Optional<RestoredState> of(Situation now, Side side) {
        return now.remembered(name(side))
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(parts -> new RestoredState(
                        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3)))
                .filter(restored -> !restored.overtaken(now, side));
    }

    private boolean overtaken(Situation now, Side side) {
        return now.newestComplete(side.other())
                .flatMap(RecoveryPoint::reference)
                .flatMap(PointHandle::parse)
                .filter(point -> point.side() == side && point.generation() > as)
                .isPresent();
    }

    private static String name(Side side) {
        return "restored-" + side;
    }
}
