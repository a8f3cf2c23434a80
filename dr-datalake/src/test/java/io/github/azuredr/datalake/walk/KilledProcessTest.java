package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a pass, for real, and another process over the same folder. */
class KilledProcessTest {
    private static final int FILES = 60;
    private static final int KILLED_AFTER = 25;
    private static final String START = "2026-11-20T12:00:00Z";
    private static final String LATER = "2026-11-20T12:10:00Z";

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void theNextProcessAdoptsTheRunAndCopiesOnlyWhatIsMissing() throws Exception {
        Path disturbed = folder.resolve("disturbed");
        Path undisturbed = folder.resolve("undisturbed");
        fill(disturbed);
        fill(undisturbed);

        Process first = start(disturbed, START, KILLED_AFTER);
        assertThat(output(first).readLine()).isEqualTo("copied " + KILLED_AFTER);
        first.destroyForcibly().waitFor();
        Process second = start(disturbed, LATER, -1);
        List<String> told = output(second).lines().toList();
        ManualClock clock = ManualClock.at(START);
        SimulatedAzure azure = ReplicatorProcess.azure(undisturbed, clock);
        RunReport whole = ReplicatorProcess.over(undisturbed, "whole", azure, clock)
                .replicate()
                .orThrow();

        assertThat(second.waitFor()).isZero();
        assertThat(told)
                .containsExactly("adopted true", "result " + whole.result(), "finished " + (FILES - KILLED_AFTER));
        assertThat(west(disturbed)).hasSize(FILES).isEqualTo(west(undisturbed));
    }

    /** Each process serves the folder alone: this one is done with it before the next begins. */
    private static void fill(Path folder) {
        ManualClock clock = ManualClock.at("2026-11-20T11:00:00Z");
        SimulatedAzure azure = ReplicatorProcess.azure(folder, clock);
        azure.storageAccounts().create("easta", "eastus2", false);
        azure.storageAccounts().create("westb", "centralus", false);
        BlobContainerClient east = ReplicatorProcess.container(azure, "easta");
        east.create();
        ReplicatorProcess.container(azure, "westb").create();
        for (int i = 0; i < FILES; i++) {
            east.getBlobClient("files/" + i).upload(BinaryData.fromString("content of " + i));
        }
        try (DisasterRecovery dr = ReplicatorProcess.over(folder, "birth", azure, clock)) {
            dr.initialise();
        }
    }

    private static Process start(Path folder, String clock, int waitAt) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReplicatorProcess.class.getName(),
                        folder.toString(),
                        clock,
                        Integer.toString(waitAt))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> west(Path folder) {
        SimulatedAzure azure = ReplicatorProcess.azure(folder, ManualClock.at("2026-11-20T13:00:00Z"));
        BlobContainerClient west = ReplicatorProcess.container(azure, "westb");
        Map<String, String> all = new TreeMap<>();
        for (BlobItem item : west.listBlobs()) {
            if (!item.getName().startsWith("_azuredr/")) {
                all.put(
                        item.getName(),
                        west.getBlobClient(item.getName()).downloadContent().toString());
            }
        }
        return all;
    }
}
