package io.github.azuredr.benchmarks;

import io.github.azuredr.datalake.script.RewriteResult;
import io.github.azuredr.datalake.script.ScriptRewriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rewriting a script, beside replacing its accounts' names blindly. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // the harness sets up before it measures
public class ScriptCost {
    /** About how long the script is. */
    @Param({"4096", "65536", "1048576"})
    public int characters;

    private String script;
    private ScriptRewriter rewriter;

    /** For the harness. */
    public ScriptCost() {}

    /** One script per length. */
    @Setup
    public void write() {
        script = ScriptCorpus.ofLength(characters);
        rewriter = ScriptRewriter.of(ScriptCorpus.MAPPING);
    }

    /** Ours. */
    @Benchmark
    public RewriteResult rewrite() {
        return rewriter.rewrite(script);
    }

    /** The peer. */
    @Benchmark
    public String replace() {
        return ScriptCorpus.replaced(script);
    }
}
