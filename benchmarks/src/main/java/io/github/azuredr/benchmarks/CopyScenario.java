package io.github.azuredr.benchmarks;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Copying between two servers: the library, rclone and a bare loop, in turn, each time on two fresh servers. */
final class CopyScenario implements Scenario {
    private static final int THREADS = 16;
    private static final String SMALL = "small";
    private static final String LARGE = "large";
    private static final int SMALL_FILES = Integer.getInteger("bench.small", 1000);
    private static final int LARGE_FILES = Integer.getInteger("bench.large", 40);
    private static final int KIB = 1024;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Seconds of one contestant's turn. */
    private record Turn(double small, double large, double unchanged, double smallCpu, double largeCpu) {}

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public Optional<String> missing() {
        return Azurite.missing();
    }

    @Override
    public List<Line> run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        try {
            Map<String, Copier> contestants = new LinkedHashMap<>();
            contestants.put("ours", new EngineCopier(threads, THREADS));
            contestants.put("bare", new BareCopier(threads));
            for (Copier each : contestants.values()) {
                turn(each, threads);
            }
            boolean rclone = RcloneCopier.isInstalled();
            if (rclone) {
                contestants.put("rclone", new RcloneCopier(THREADS));
            } else {
                System.err.println("copy: the lines beside rclone are left out, it is not installed");
            }
            return lines(turns(contestants, threads), rclone);
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<String, List<Turn>> turns(Map<String, Copier> contestants, ExecutorService threads) throws Exception {
        List<String> names = List.copyOf(contestants.keySet());
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        for (int round = 0; round < Alternation.ROUNDS; round++) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get((round + i) % names.size());
                Turn turn = turn(Objects.requireNonNull(contestants.get(name)), threads);
                turns.computeIfAbsent(name, n -> new ArrayList<>()).add(turn);
            }
        }
        return turns;
    }

    private static List<Line> lines(Map<String, List<Turn>> turns, boolean rclone) {
        List<Turn> ours = Objects.requireNonNull(turns.get("ours"));
        List<Turn> bare = Objects.requireNonNull(turns.get("bare"));
        List<Line> lines = new ArrayList<>();
        String small = String.format("copy %,d files of 16 KiB", SMALL_FILES);
        String large = String.format("copy %,d files of 4 MiB", LARGE_FILES);
        if (rclone) {
            List<Turn> theirs = Objects.requireNonNull(turns.get("rclone"));
            lines.add(Line.atMost(small, sample(ours, Turn::small), sample(theirs, Turn::small), "rclone sync", 1.1));
            lines.add(Line.atMost(large, sample(ours, Turn::large), sample(theirs, Turn::large), "rclone sync", 1.1));
            lines.add(Line.atMost(
                    String.format("%,d files unchanged", SMALL_FILES),
                    sample(ours, Turn::unchanged),
                    sample(theirs, Turn::unchanged),
                    "rclone sync",
                    1.1));
        }
        lines.add(Line.atMost(
                small + ", client CPU",
                sample(ours, Turn::smallCpu),
                sample(bare, Turn::smallCpu),
                "bare SDK loop with MD5",
                1.3));
        lines.add(Line.atMost(
                large + ", client CPU",
                sample(ours, Turn::largeCpu),
                sample(bare, Turn::largeCpu),
                "bare SDK loop with MD5",
                1.3));
        return lines;
    }

    private interface Part {
        double of(Turn turn);
    }

    private static Sample sample(List<Turn> turns, Part part) {
        return new Sample(turns.stream().map(part::of).toList(), "s");
    }

    private Turn turn(Copier copier, ExecutorService threads) throws Exception {
        try (Azurite from = Azurite.start("priacct");
                Azurite to = Azurite.start("secacct")) {
            fill(from.container(SMALL), SMALL_FILES, 16 * KIB, threads);
            fill(from.container(LARGE), LARGE_FILES, 4 * KIB * KIB, threads);
            to.container(SMALL);
            to.container(LARGE);
            long cpu = system.getProcessCpuTime();
            double small = seconds(() -> copier.sync(from, to, SMALL));
            double smallCpu = (system.getProcessCpuTime() - cpu) / 1e9;
            double unchanged = copier instanceof BareCopier ? 0 : seconds(() -> copier.sync(from, to, SMALL));
            cpu = system.getProcessCpuTime();
            double large = seconds(() -> copier.sync(from, to, LARGE));
            double largeCpu = (system.getProcessCpuTime() - cpu) / 1e9;
            return new Turn(small, large, unchanged, smallCpu, largeCpu);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void fill(BlobContainerClient container, int files, int bytes, ExecutorService threads)
            throws Exception {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        List<Callable<Void>> writes = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            String name = "data/day-" + i / 100 + "/part-" + i + ".bin";
            writes.add(() -> {
                container.getBlobClient(name).getBlockBlobClient().upload(BinaryData.fromBytes(content), true);
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(writes)) {
            done.get();
        }
    }
}
