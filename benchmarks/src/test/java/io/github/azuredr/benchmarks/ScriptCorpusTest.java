package io.github.azuredr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datalake.script.RewriteResult;
import io.github.azuredr.datalake.script.ScriptRewriter;
import org.junit.jupiter.api.Test;

class ScriptCorpusTest {
    @Test
    void bothSidesOfTheComparisonDoTheSameToTheScript() {
        String script = ScriptCorpus.ofLength(20_000);

        RewriteResult.Rewritten rewritten =
                ScriptRewriter.of(ScriptCorpus.MAPPING).rewrite(script).orThrow();

        assertThat(rewritten.rewrites()).hasSizeGreaterThan(10);
        assertThat(rewritten.text()).isEqualTo(ScriptCorpus.replaced(script));
    }
}
