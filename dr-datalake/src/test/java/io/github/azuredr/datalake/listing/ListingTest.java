package io.github.azuredr.datalake.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.ListingPage;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PAGE = 5000;

    @Test
    void aHalfMillionNamesInTheServicesOrderComeOutInOursWithoutBeingHeld(@TempDir Path folder) {
        int names = 500_000;
        long before = used();

        try (Listing listing = Listing.ofUsers(synthetic(names), folder, 6L * 1024 * 1024, Supplier::get)) {
            long held = used() - before;
            long count = 0;
            String last = "";
            try (Rows<LakeFile> rows = listing.rows()) {
                while (rows.hasNext()) {
                    String path = rows.next().path();
                    assertThat(PathOrder.INSTANCE.compare(last, path)).isNegative();
                    last = path;
                    count++;
                }
            }

            assertThat(count).isEqualTo(names);
            assertThat(held).isLessThan(32L * 1024 * 1024);
        }
    }

    /** Directories d0 and d0-x side by side: whole names and components order them differently. */
    private static LakePort synthetic(int names) {
        return (LakePort) Proxy.newProxyInstance(
                LakePort.class.getClassLoader(), new Class<?>[] {LakePort.class}, (proxy, method, arguments) -> {
                    Optional<?> token = (Optional<?>) arguments[1];
                    int from =
                            token.map(text -> Integer.parseInt(text.toString())).orElse(0);
                    List<LakeFile> page = new ArrayList<>();
                    for (int i = from; i < Math.min(names, from + PAGE); i++) {
                        String directory = i < names / 2 ? "table-copy" : "table";
                        page.add(LakeFile.flat(
                                directory + String.format("/part-%08d.parquet", i),
                                i,
                                "0x8D" + i,
                                NOW,
                                Optional.empty(),
                                FileAttributes.none()));
                    }
                    int next = from + PAGE;
                    return new ListingPage(
                            page, next < names ? Optional.of(Integer.toString(next)) : Optional.empty(), NOW);
                });
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
