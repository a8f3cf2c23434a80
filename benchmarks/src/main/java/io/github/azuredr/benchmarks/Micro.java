package io.github.azuredr.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every JMH benchmark of a class once per round, each in a fresh JVM, so that the rounds alternate them. */
final class Micro {
    /** Short ones, of which the fastest counts: it is the one in which nothing else wanted the processor. */
    private static final int SLICES = 60;

    private Micro() {}

    /** Time per operation, by method name and, where there is one, parameter: {@code method} or {@code method:value}. */
    static Map<String, Sample> of(Class<?> benchmarks, String unit) throws RunnerException {
        Map<String, List<Double>> values = new HashMap<>();
        for (int round = 0; round < Alternation.ROUNDS; round++) {
            for (RunResult result : new Runner(new OptionsBuilder()
                            .include(Pattern.quote(benchmarks.getName()) + "\\.")
                            .forks(1)
                            .warmupIterations(5)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(SLICES)
                            .measurementTime(TimeValue.milliseconds(20))
                            .jvmArgs("-Xmx512m")
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run()) {
                String key = result.getParams().getBenchmark();
                key = key.substring(key.lastIndexOf('.') + 1);
                for (String parameter : result.getParams().getParamsKeys()) {
                    key += ":" + result.getParams().getParam(parameter);
                }
                values.computeIfAbsent(key, k -> new ArrayList<>())
                        .add(result.getPrimaryResult().getStatistics().getMin());
            }
        }
        Map<String, Sample> samples = new HashMap<>();
        values.forEach((key, each) -> samples.put(key, new Sample(each, unit)));
        return samples;
    }
}
