package io.github.azuredr.datalake.files;

import java.util.concurrent.atomic.AtomicLong;

/** Tells how far a pass is: often while it is small, seldom when it is large, and once at its end. */
final class Meter {
    private static final long OFTEN = 10;
    private static final long SELDOM = 1000;

    private final PassProgress progress;
    private final AtomicLong done = new AtomicLong();
    private volatile long total;

    Meter(PassProgress progress) {
        this.progress = progress;
    }

    void expect(long listed) {
        total = listed;
    }

    /** One more path was compared or transferred. */
    void one() {
        long now = done.incrementAndGet();
        if (now < total && now % (now <= SELDOM ? OFTEN : SELDOM) == 0) {
            progress.at(now, total);
        }
    }

    /** The pass came to its end; directories and paths held back count as done, paths not reached do not. */
    void end(boolean reachedAll) {
        progress.at(reachedAll ? total : Math.min(done.get(), total), total);
    }
}
