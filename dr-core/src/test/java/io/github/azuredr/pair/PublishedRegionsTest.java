package io.github.azuredr.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.RegionFacts.Pairing;
import io.github.azuredr.pair.RegionFacts.Zones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Holds the built-in catalog against the published region list, where that lies beside the repository. */
class PublishedRegionsTest {
    private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"|([^,]+)|(?<=,)(?=,|$)");

    @Test
    void theCatalogSaysWhatThePublishedListSays() throws IOException {
        Path list = shared().resolve("data/azure-regions.csv");
        boolean present = Files.isRegularFile(list);
        Assumptions.assumeTrue(present, () -> "the published region list is not at " + list + "; set -Ddr.shared");

        Map<String, String> published = new TreeMap<>();
        List<String> lines = Files.readAllLines(list);
        lines.subList(1, lines.size()).forEach(line -> {
            List<String> row = fields(line);
            published.put(row.get(0), published(row));
        });

        Map<String, String> ours = new TreeMap<>();
        RegionCatalog.builtIn().all().forEach(facts -> ours.put(facts.region().name(), ours(facts)));
        assertThat(ours).isEqualTo(published);
    }

    private static String published(List<String> row) {
        List<String> notes =
                Arrays.stream(row.get(4).split(";")).map(String::strip).toList();
        Pairing pairing = Pairing.UNKNOWN;
        if (notes.get(0).equals("none")) {
            pairing = Pairing.NONE;
        } else if (notes.get(0).equals("one-way")) {
            pairing = Pairing.ONE_WAY;
        } else if (notes.get(0).startsWith("symmetric")) {
            pairing = Pairing.SYMMETRIC;
        }
        Zones zones = Zones.valueOf(row.get(5).toUpperCase(Locale.ROOT));
        boolean sovereign = notes.stream().anyMatch(note -> note.startsWith("sovereign cloud"));
        return String.join(
                "|",
                row.get(1),
                row.get(2),
                row.get(3),
                pairing.name(),
                zones.name(),
                String.valueOf(notes.contains("access-restricted")),
                String.valueOf(sovereign));
    }

    private static String ours(RegionFacts facts) {
        return String.join(
                "|",
                facts.displayName(),
                facts.geography(),
                facts.pair().map(Region::name).orElse(""),
                facts.pairing().name(),
                facts.zones().name(),
                String.valueOf(facts.accessRestricted()),
                String.valueOf(facts.cloud() != RegionFacts.Cloud.PUBLIC));
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            fields.add(field.group(1) != null ? field.group(1) : field.group(2) == null ? "" : field.group(2));
        }
        return fields;
    }

    private static Path shared() {
        String given = System.getProperty("dr.shared");
        if (given != null) {
            return Path.of(given);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared");
    }
}
