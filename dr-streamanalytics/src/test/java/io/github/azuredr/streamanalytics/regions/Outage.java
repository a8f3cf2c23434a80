package io.github.azuredr.streamanalytics.regions;

import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One part of one region, dead from one second of the story to another. */
record Outage(Part part, Side side, int from, int to) {
    private static final int MOST_DRAWS = 1_000;

    enum Part {
        HUB,
        HUB_AND_ITS_LOG,
        DATABASE,
        JOB
    }

    /** What happens in a story of so many seconds: each kind of part dies at least once, on sides left to chance. */
    static List<Outage> of(Random random, int seconds) {
        List<Outage> outages = new ArrayList<>();
        Side loser = side(random);
        boolean logLost = random.nextInt(3) == 0;
        List<Part> parts = new ArrayList<>(List.of(Part.HUB, Part.DATABASE, Part.JOB));
        parts.add(logLost ? Part.HUB_AND_ITS_LOG : parts.get(random.nextInt(parts.size())));
        for (Part part : parts) {
            Outage next;
            int draws = 0;
            do {
                // What was drawn so far may leave no room for the last one.
                if (++draws > MOST_DRAWS) {
                    return of(random, seconds);
                }
                int length = 45 + random.nextInt(seconds / 3);
                int from = 10 + random.nextInt(seconds - length - 30);
                next = new Outage(part, part == Part.HUB_AND_ITS_LOG ? loser : side(random), from, from + length);
            } while (outages.stream().anyMatch(next::meets));
            outages.add(next);
        }
        return outages;
    }

    private static Side side(Random random) {
        return random.nextBoolean() ? Side.A : Side.B;
    }

    /** The same process would die twice. */
    private boolean meets(Outage other) {
        boolean sameProcess = part == other.part
                || part == Part.HUB_AND_ITS_LOG && other.part != Part.DATABASE
                || other.part == Part.HUB_AND_ITS_LOG && part != Part.DATABASE;
        return side == other.side && sameProcess && from <= other.to && other.from <= to;
    }
}
