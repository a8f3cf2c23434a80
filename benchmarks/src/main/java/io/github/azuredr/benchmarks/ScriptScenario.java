package io.github.azuredr.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code ScriptRewriter.rewrite} beside one {@code String.replace} per account, and beside itself on a longer text. */
final class ScriptScenario implements Scenario {
    @Override
    public String name() {
        return "script";
    }

    @Override
    public List<Line> run() throws Exception {
        Map<String, Sample> times = Micro.of(ScriptCost.class, "us");
        List<Line> lines = new ArrayList<>();
        for (int characters : new int[] {4096, 65_536, 1_048_576}) {
            lines.add(Line.atMost(
                    String.format("rewrite a script of %,d characters", characters),
                    sample(times, "rewrite:" + characters),
                    sample(times, "replace:" + characters),
                    "one replace per account",
                    3.0));
        }
        Sample scaled = new Sample(
                sample(times, "rewrite:65536").values().stream()
                        .map(each -> each * 16)
                        .toList(),
                "us");
        lines.add(Line.atMost(
                "rewrite, 16 times the length",
                sample(times, "rewrite:1048576"),
                scaled,
                "16 times 65,536 characters",
                1.5));
        return lines;
    }

    private static Sample sample(Map<String, Sample> times, String key) {
        return Objects.requireNonNull(times.get(key), key);
    }
}
