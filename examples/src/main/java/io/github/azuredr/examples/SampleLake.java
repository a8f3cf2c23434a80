package io.github.azuredr.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** A small lake for those who bring none: daily files, a Delta table with its log, names that need encoding. */
final class SampleLake {
    private SampleLake() {}

    static void generate(Path folder) throws IOException {
        Random random = new Random(42);
        for (int day = 1; day <= 20; day++) {
            for (String store : new String[] {"amsterdam", "reykjavik", "sao-paulo"}) {
                write(folder, String.format(Locale.ROOT, "sales/2026/11/%02d/%s.csv", day, store), rows(random, 400));
            }
        }
        for (int version = 0; version < 4; version++) {
            String part = String.format(Locale.ROOT, "part-%05d.parquet", version);
            byte[] data = new byte[60_000];
            random.nextBytes(data);
            write(folder, "tables/orders/" + part, data);
            write(
                    folder,
                    String.format(Locale.ROOT, "tables/orders/_delta_log/%020d.json", version),
                    ("{\"add\":{\"path\":\"" + part + "\",\"size\":" + data.length + "}}\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        write(folder, "notes/überblick 2026 #1.txt", "Names are bytes, not ASCII.\n".getBytes(StandardCharsets.UTF_8));
        byte[] large = new byte[9 * 1024 * 1024 + 17];
        random.nextBytes(large);
        write(folder, "raw/large.bin", large);
        write(folder, "raw/empty.bin", new byte[0]);
    }

    private static byte[] rows(Random random, int count) {
        StringBuilder out = new StringBuilder("order,customer,amount\n");
        for (int i = 0; i < count; i++) {
            out.append(i)
                    .append(',')
                    .append(random.nextInt(10_000))
                    .append(',')
                    .append(random.nextInt(100_000) / 100.0)
                    .append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path folder, String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, content);
    }
}
