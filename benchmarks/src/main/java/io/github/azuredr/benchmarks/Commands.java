package io.github.azuredr.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other programs, run to their end. */
final class Commands {
    private Commands() {}

    static boolean exists(String... command) throws InterruptedException {
        try {
            return run(Path.of("."), Map.of(), List.of(command)).isEmpty();
        } catch (IOException absent) {
            return false;
        }
    }

    /** What it said when it failed; empty when it did not. */
    static String run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench-", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return command.get(0) + " did not end within ten minutes";
            }
            return process.exitValue() == 0
                    ? ""
                    : command.get(0) + " ended with " + process.exitValue() + ": "
                            + Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
        }
    }
}
