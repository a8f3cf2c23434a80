package io.github.azuredr.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code rclone sync} with as many transfers. */
final class RcloneCopier implements Copier {
    private final int parallelism;

    RcloneCopier(int parallelism) {
        this.parallelism = parallelism;
    }

    static boolean isInstalled() throws InterruptedException {
        return Commands.exists("rclone", "version");
    }

    @Override
    public void sync(Azurite from, Azurite to, String container) throws Exception {
        String failed = Commands.run(
                Path.of("."),
                Map.of(
                        "RCLONE_CONFIG",
                        "/dev/null",
                        "RCLONE_CONFIG_FROM_TYPE",
                        "azureblob",
                        "RCLONE_CONFIG_FROM_SAS_URL",
                        from.signedUrl(),
                        "RCLONE_CONFIG_TO_TYPE",
                        "azureblob",
                        "RCLONE_CONFIG_TO_SAS_URL",
                        to.signedUrl()),
                List.of(
                        "rclone",
                        "sync",
                        "from:" + container,
                        "to:" + container,
                        "--transfers",
                        Integer.toString(parallelism),
                        "--checkers",
                        Integer.toString(parallelism)));
        if (!failed.isEmpty()) {
            throw new IllegalStateException(failed);
        }
    }
}
