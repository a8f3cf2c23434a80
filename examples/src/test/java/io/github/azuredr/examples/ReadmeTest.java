package io.github.azuredr.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theReadmesCodeIsCodeThatCompiles() throws IOException {
        List<String> shown = between(Files.readAllLines(ROOT.resolve("README.md")), "```java", "```");
        List<String> compiled = between(
                Files.readAllLines(Path.of("src/main/java/io/github/azuredr/examples/ReadmeSnippet.java")),
                "        // README begins",
                "        // README ends");

        assertThat(shown).isNotEmpty().isEqualTo(unindented(compiled));
    }

    @Test
    void theReadmeHasExactlyTwoCommandsUnderTheirHeadings() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

        assertThat(lines.stream().filter(l -> l.equals("```sh"))).hasSize(2);
        assertThat(between(lines.subList(lines.indexOf("## Run it"), lines.size()), "```sh", "```"))
                .singleElement()
                .asString()
                .startsWith("./mvnw ");
        assertThat(between(lines.subList(lines.indexOf("## Test it"), lines.size()), "```sh", "```"))
                .singleElement()
                .asString()
                .startsWith("./mvnw ");
    }

    private static List<String> unindented(List<String> lines) {
        return lines.stream()
                .map(l -> l.startsWith("        ") ? l.substring(8) : l)
                .toList();
    }

    private static List<String> between(List<String> lines, String begin, String end) {
        int from = lines.indexOf(begin) + 1;
        Stream<String> rest = lines.subList(from, lines.size()).stream();
        return rest.takeWhile(l -> !l.equals(end)).toList();
    }
}
