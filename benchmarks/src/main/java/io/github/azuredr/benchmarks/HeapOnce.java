package io.github.azuredr.benchmarks;

import io.github.azuredr.datalake.files.LakeReplication;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.ListingPage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One measurement of heap in a fresh JVM; prints by how many MiB what is alive grew at its highest. */
final class HeapOnce {
    static final int NAMES = Integer.getInteger("bench.names", 1_000_000);

    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(100);

    private volatile boolean over;
    private long highest;

    private HeapOnce() {}

    /** {@code pass} or {@code list}. */
    public static void main(String... args) throws Exception {
        Path folder = Folders.fresh("heap");
        try {
            HeapOnce once = new HeapOnce();
            double grown = once.measure(() -> {
                if (args[0].equals("pass")) {
                    passes(folder);
                } else {
                    list(folder);
                }
            });
            System.out.println(grown);
        } finally {
            Folders.delete(folder);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private double measure(Work work) throws Exception {
        long before = alive();
        Thread sampler = new Thread(this::sample, "sampler");
        sampler.start();
        work.run();
        over = true;
        sampler.join();
        return (highest - before) / 1024.0 / 1024.0;
    }

    private void sample() {
        while (!over) {
            highest = Math.max(highest, alive());
            LockSupport.parkNanos(EVERY);
        }
    }

    /** What the collector left of the heap just now. */
    private static long alive() {
        System.gc();
        long alive = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
                alive += pool.getCollectionUsage().getUsed();
            }
        }
        return alive;
    }

    /** The first copy of a tree and then a pass that finds nothing to do. */
    private static void passes(Path folder) throws IOException {
        MillionNames source = new MillionNames("pri", NAMES, true, Folders.fresh("heap-pri"));
        Path kept = Folders.fresh("heap-sec");
        MillionNames target = new MillionNames("sec", NAMES, false, kept);
        LakeReplication replication = Passes.between(source, target, Runnable::run, 1, folder);
        replication.run(1).orThrow();
        target.fill();
        if (replication.run(1).orThrow().files().skipped() != NAMES) {
            throw new IllegalStateException("the second pass was expected to find every file in place");
        }
        Folders.delete(kept);
    }

    /** The peer: both sides' listings in memory, as a comparison needs them that does not sort on disk. */
    private static void list(Path folder) {
        List<LakeFile> all = new ArrayList<>();
        for (String side : List.of("pri", "sec")) {
            LakePort port = new MillionNames(side, NAMES, true, folder);
            Optional<String> token = Optional.empty();
            do {
                ListingPage page = port.list("", token);
                all.addAll(page.files());
                token = page.continuation();
            } while (token.isPresent());
        }
        if (all.size() != 2 * NAMES) {
            throw new IllegalStateException("listed " + all.size());
        }
    }
}
