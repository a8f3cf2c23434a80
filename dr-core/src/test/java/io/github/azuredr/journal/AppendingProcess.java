package io.github.azuredr.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.journal.JournalStore.Append;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that appends records and prints each position it was told it has. */
final class AppendingProcess {
    private AppendingProcess() {}

    static Process start(Path folder, String label, int records) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AppendingProcess.class.getName(),
                        folder.toString(),
                        label,
                        Integer.toString(records))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Appends that many records labelled and numbered, each at the first position it gets. */
    static void appendAll(JournalStore store, String label, int records) {
        long n = 0;
        for (int record = 0; record < records; record++) {
            byte[] bytes = (label + "-" + record).getBytes(UTF_8);
            while (store.append("orders", n, bytes) == Append.TAKEN) {
                List<byte[]> taken = store.read("orders", n, 1000);
                n += taken.size();
            }
            System.out.println(n);
            n++;
        }
    }

    /** Run by {@link #start}. */
    public static void main(String[] args) {
        try (JournalStore store = FileJournalStore.in(Path.of(args[0]))) {
            appendAll(store, args[1], Integer.parseInt(args[2]));
        }
        System.out.flush();
    }
}
