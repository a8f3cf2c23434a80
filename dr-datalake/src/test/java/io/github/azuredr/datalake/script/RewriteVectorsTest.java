package io.github.azuredr.datalake.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.azuredr.datalake.script.RewriteResult.Refused;
import io.github.azuredr.datalake.script.RewriteResult.Rewritten;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RewriteVectorsTest {
    private static final String SHARED = "shared/data/usql_rewrite_vectors.json";

    @TestFactory
    Stream<DynamicTest> ourOwnVectorsPassUnchanged() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RewriteVectorsTest.class.getResourceAsStream("rewrite-vectors.json"))) {
            return cases(new JsonMapper().readTree(in));
        }
    }

    @TestFactory
    Stream<DynamicTest> theReferenceVectorsPassUnchangedWhereTheyAreAtHand() {
        Path file = reference();
        if (file == null) {
            return Stream.empty();
        }
        try {
            return cases(new JsonMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path reference() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(SHARED))) {
                return at.resolve(SHARED);
            }
        }
        return null;
    }

    private static Stream<DynamicTest> cases(JsonNode file) {
        PathMapping mapping = new PathMappingReader().read(file.get("mapping").toString());
        return StreamSupport.stream(file.get("vectors").spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("id").asText() + " " + vector.get("why").asText(), () -> check(mapping, vector)));
    }

    private static void check(PathMapping mapping, JsonNode vector) {
        String input = vector.get("input").asText();
        RewriteResult result = ScriptRewriter.of(mapping).rewrite(input);
        if (vector.get("expected").isNull()) {
            assertThat(result).isInstanceOf(Refused.class);
            assertThat(((Refused) result).error().code().name())
                    .isEqualTo(vector.get("error").asText());
            return;
        }
        Rewritten rewritten = result.orThrow();
        assertThat(rewritten.text()).isEqualTo(vector.get("expected").asText());
        List<String> reports = new ArrayList<>();
        vector.get("reports").forEach(report -> reports.add(report.asText()));
        assertThat(rewritten.undecided())
                .extracting(each -> each.reason().name())
                .containsExactlyElementsOf(reports);
        assertThat(ScriptRewriter.of(mapping)
                        .rewrite(rewritten.text())
                        .orThrow()
                        .rewrites())
                .isEmpty();
    }
}
