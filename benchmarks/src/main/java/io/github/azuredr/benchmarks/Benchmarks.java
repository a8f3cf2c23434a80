package io.github.azuredr.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs the scenarios named, or all that can run here, and prints one table; a line that misses its goal fails the
 * command.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** The names to run, separated by commas or spaces; none means all. */
    public static void main(String... args) throws Exception {
        List<Scenario> all = List.of(
                new RegionalScenario(),
                new ScriptScenario(),
                new AppendScenario(),
                new StartScenario(),
                new StepsScenario(),
                new CallsScenario(),
                new CatalogScenario(),
                new SharesScenario(),
                new HeapScenario(),
                new CopyScenario(),
                new DedupeScenario(),
                new JdbcScenario(),
                new DualScenario(),
                new BackfillScenario());
        List<String> names = Arrays.stream(String.join(",", args).split("[, ]+"))
                .filter(name -> !name.isBlank())
                .toList();
        List<String> known = all.stream().map(Scenario::name).toList();
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException("scenarios: one of " + known + ", was " + names);
        }
        Files.createDirectories(Folders.target());
        Table table = new Table();
        List<String> remarks = new ArrayList<>();
        boolean met = true;
        for (Scenario scenario : all) {
            if (!names.isEmpty() && !names.contains(scenario.name())) {
                continue;
            }
            Optional<String> missing = scenario.missing();
            if (missing.isPresent()) {
                remarks.add(scenario.name() + ": left out, " + missing.get());
                continue;
            }
            String before = load();
            for (Line line : scenario.run()) {
                table.add(line);
                System.err.println(line.what() + ", beside " + line.peerName() + ": " + line.shownRatio());
                met &= Double.isNaN(line.goal()) || line.met();
            }
            remarks.add(scenario.name() + ": load " + before + " before, " + load() + " after");
        }
        print(table, remarks);
        if (!met) {
            System.exit(1);
        }
    }

    private static void print(Table table, List<String> remarks) throws IOException {
        String text = machine() + "\n\n" + table + "\n" + String.join("\n", remarks) + "\n";
        System.out.println(text);
        Files.writeString(Folders.target().resolve("results.txt"), text, StandardCharsets.UTF_8);
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + ", "
                + Alternation.ROUNDS + " alternated runs each";
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
