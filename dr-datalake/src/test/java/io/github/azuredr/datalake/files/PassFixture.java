package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.MemoryLake;
import io.github.azuredr.datalake.store.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A strictly sequential replication between two trees in memory. */
final class PassFixture {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);

    private PassFixture() {}

    static PassRuntime runtime() {
        return new PassRuntime(
                CLOCK, Runnable::run, 1, Patience.ofDefaults(duration -> {}), PassProgress.NO_OP, scratch());
    }

    static Path scratch() {
        try {
            Path root = Path.of("target", "scratch");
            Files.createDirectories(root);
            return root;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static LakeReplication between(LakePort source, LakePort target) {
        return between(source, target, PassSettings.ofDefaults().withHeapLimit(3000));
    }

    static LakeReplication between(LakePort source, LakePort target, PassSettings settings) {
        return LakeReplication.of("orders", source, target, settings, runtime());
    }

    /** The process is gone: nothing after this is executed by it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String where) {
            super(where);
        }
    }

    /** Kills at the n-th call, counted from 1, before or after its effect; answers how many calls there were. */
    static final class KillAt implements MemoryLake.Interceptor {
        private final long point;
        private long seen;
        private boolean dead;

        KillAt(long point) {
            this.point = point;
        }

        @Override
        public synchronized void at(MemoryLake.When when, String call) {
            seen++;
            if (dead || seen == point) {
                dead = true;
                throw new Killed(when + " " + call);
            }
        }

        synchronized long seen() {
            return seen;
        }
    }
}
