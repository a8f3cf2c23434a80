package io.github.azuredr.benchmarks;

import io.github.azuredr.journal.FileJournalStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Durable appends to a journal in a file, beside writing the same bytes and forcing them. */
final class AppendScenario implements Scenario {
    private static final int APPENDS = 2000;
    private static final int BLOCK = 20;
    private static final byte[] RECORD = new byte[512];

    static {
        new Random(7).nextBytes(RECORD);
    }

    @Override
    public String name() {
        return "append";
    }

    @Override
    public List<Line> run() throws Exception {
        round();
        List<Double> ours = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int round = 0; round < Alternation.ROUNDS; round++) {
            double[] rates = round();
            ours.add(rates[0]);
            peers.add(rates[1]);
        }
        return List.of(Line.atLeast(
                "journal appends, 512 bytes",
                new Sample(ours, "/s"),
                new Sample(peers, "/s"),
                "bare write + force",
                0.8));
    }

    /** Both in turn, a few appends each, because the time a disk takes changes from second to second. */
    private static double[] round() throws IOException {
        Path folder = Folders.fresh("append");
        try (FileJournalStore store = FileJournalStore.in(folder);
                FileChannel file = FileChannel.open(
                        folder.resolve("log"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer record = ByteBuffer.allocateDirect(RECORD.length).put(RECORD);
            long ours = 0;
            long peer = 0;
            for (int n = 0; n < APPENDS; n += BLOCK) {
                long begun = System.nanoTime();
                for (int i = n; i < n + BLOCK; i++) {
                    store.append("bench", i, RECORD);
                }
                long between = System.nanoTime();
                for (int i = n; i < n + BLOCK; i++) {
                    record.flip();
                    file.write(record);
                    file.force(false);
                }
                ours += between - begun;
                peer += System.nanoTime() - between;
            }
            return new double[] {APPENDS / (ours / 1e9), APPENDS / (peer / 1e9)};
        } finally {
            Folders.delete(folder);
        }
    }
}
