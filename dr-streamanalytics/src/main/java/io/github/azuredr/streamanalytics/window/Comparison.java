package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.pair.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The windows of both sides held against each other: what is delivered and what is withheld. */
final class Comparison {
    private final Windows ours;
    private final Windows theirs;
    private final Continuity here;
    private final Continuity there;
    private final Side active;
    private final WindowShape shape;
    private final ConflictPolicy policy;
    private final DeliveredWindows delivered;
    private final List<WindowDelivery> windows = new ArrayList<>();
    private final List<WindowConflict> conflicts = new ArrayList<>();

    Comparison(
            Windows ours,
            Windows theirs,
            Side active,
            WindowShape shape,
            ConflictPolicy policy,
            DeliveredWindows delivered) {
        this.ours = ours;
        this.theirs = theirs;
        this.here = ours.continuity();
        this.there = theirs.continuity();
        this.active = active;
        this.shape = shape;
        this.policy = policy;
        this.delivered = delivered;
    }

    /** Resolves the windows of one end that were not delivered surely before. */
    void compare(Instant end, boolean bothRead) {
        TreeSet<String> keys = new TreeSet<>(ours.keys(end));
        keys.addAll(theirs.keys(end));
        boolean missing = missing(end);
        for (String key : keys) {
            Boolean known = delivered.known(end, key);
            if (known == null || !known) {
                one(end, key, bothRead, missing, known != null);
            }
        }
    }

    List<WindowDelivery> windows() {
        return windows;
    }

    List<WindowConflict> conflicts() {
        return conflicts;
    }

    private void one(Instant end, String key, boolean bothRead, boolean missing, boolean before) {
        Map<String, Part> mine = ours.parts(end, key);
        Map<String, Part> its = theirs.parts(end, key);
        Optional<Resolved> resolved = Resolved.of(
                mine,
                its,
                bothRead,
                source -> new Resolved.Whole(here.whole(source, end), there.whole(source, end)),
                shape,
                policy);
        if (resolved.isEmpty()) {
            if (!before) {
                withhold(end, key, active == Side.A ? mine : its, active == Side.A ? its : mine);
            }
            return;
        }
        WindowState state = resolved.get().state();
        if (state.sure() && missing) {
            state = WindowState.UNCONFIRMED;
        }
        if (!before || state.sure()) {
            windows.add(new WindowDelivery(resolved.get().row(), state, before));
            delivered.delivered(end, key, state.sure());
        }
    }

    private void withhold(Instant end, String key, Map<String, Part> onA, Map<String, Part> onB) {
        conflicts.add(new WindowConflict(
                key,
                end,
                onA.values().stream().map(Part::row).toList(),
                onB.values().stream().map(Part::row).toList()));
        delivered.delivered(end, key, false);
    }

    /** Whether a source has no part here on either side although events of it around this window are missing. */
    private boolean missing(Instant end) {
        TreeSet<String> sources = new TreeSet<>(here.sources());
        sources.addAll(there.sources());
        return sources.stream()
                .anyMatch(source -> (here.holed(source, end) || there.holed(source, end))
                        && !here.whole(source, end)
                        && !there.whole(source, end)
                        && !here.has(source, end)
                        && !there.has(source, end));
    }
}
