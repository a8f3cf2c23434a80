package io.github.azuredr.examples;

import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.script.RewriteResult;
import io.github.azuredr.datalake.script.ScriptRewriter;
import io.github.azuredr.datalake.script.TextRewriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Takes files of one folder to the same relative path in another, rewritten according to their kind. */
final class ScriptFile {
    private static final String REPORT = ".report.json";
    private static final Set<String> TEXTS = Set.of(
            "sql",
            "hql",
            "py",
            "scala",
            "java",
            "r",
            "json",
            "ipynb",
            "yaml",
            "yml",
            "xml",
            "conf",
            "properties",
            "ini",
            "toml",
            "txt",
            "md",
            "ps1",
            "sh");

    /** What became of a file. */
    enum Fate {
        WRITTEN,
        REFUSED,
        COPIED,
        SKIPPED
    }

    /** What became of a file, with the counts of its report and a line for the reader when there is something to say. */
    record Outcome(Fate fate, int rewrites, int undecided, Optional<String> line) {
        static Outcome of(Fate fate) {
            return new Outcome(fate, 0, 0, Optional.empty());
        }
    }

    private final Path in;
    private final Path out;
    private final ScriptRewriter scripts;
    private final TextRewriter texts;

    ScriptFile(Path in, Path out, PathMapping mapping) {
        this.in = in;
        this.out = out;
        this.scripts = ScriptRewriter.of(mapping);
        this.texts = TextRewriter.of(mapping);
    }

    Outcome rewrite(Path relative) throws IOException {
        String name = relative.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (name.endsWith(REPORT)) {
            return Outcome.of(Fate.SKIPPED);
        }
        boolean script = ending.equals("usql") || ending.equals("cs") || TEXTS.contains(ending);
        Path target = out.resolve(relative);
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!script || name.indexOf('.') < 0) {
            Files.copy(in.resolve(relative), target, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            return Outcome.of(Fate.COPIED);
        }
        String shown = relative.toString().replace('\\', '/');
        Path report = target.resolveSibling(relative.getFileName() + REPORT);
        ScriptBytes bytes = ScriptBytes.of(Files.readAllBytes(in.resolve(relative)));
        RewriteResult result = bytes.isText() ? apply(ending, bytes.text()) : null;
        if (result instanceof RewriteResult.Rewritten rewritten) {
            Files.write(target, rewritten.text().getBytes(StandardCharsets.UTF_8));
            Files.writeString(report, ReportJson.of(shown, rewritten));
            return written(shown, rewritten);
        }
        // An earlier run may have left a file that this script no longer stands for.
        Files.deleteIfExists(target);
        ReportJson.Problem problem = result instanceof RewriteResult.Refused refused
                ? ReportJson.Problem.of(refused.error())
                : bytes.problem();
        Files.writeString(report, ReportJson.of(shown, problem));
        return new Outcome(Fate.REFUSED, 0, 0, Optional.of("refused " + shown + ":" + problem));
    }

    private RewriteResult apply(String ending, String text) {
        return switch (ending) {
            case "usql" -> scripts.rewrite(text);
            case "cs" -> texts.scan(text);
            default -> texts.rewrite(text);
        };
    }

    private static Outcome written(String shown, RewriteResult.Rewritten result) {
        int rewrites = result.rewrites().size();
        int undecided = result.undecided().size();
        Optional<String> line = undecided == 0
                ? Optional.empty()
                : Optional.of("look at " + shown + ": " + undecided + " undecided"
                        + (result.clear() ? "" : ", some of which should hold up a failover"));
        return new Outcome(Fate.WRITTEN, rewrites, undecided, line);
    }
}
