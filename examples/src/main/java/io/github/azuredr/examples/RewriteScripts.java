package io.github.azuredr.examples;

import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.script.PathMappingReader;
import io.github.azuredr.error.RecoveryException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Rewrites a folder of scripts so that they name the accounts of the other region; see {@link #USAGE}. */
public final class RewriteScripts {
    static final int DONE = 0;
    static final int SOME_REFUSED = 1;
    static final int NOT_STARTED = 2;

    static final String USAGE = """
            usage: RewriteScripts IN_DIR OUT_DIR MAPPING.json

            MAPPING.json: {"adls_gen1": {"prodlake": "drlake"}, "blob": {}, "adls_gen2": {}, "adla": {}}

            Each file of IN_DIR, folders included, by the end of its name:
              *.usql           read as U-SQL; edited only where a path or an object's name stands
              *.cs             code behind: copied unchanged, its addresses reported
              *.sql *.hql *.py *.scala *.java *.r *.json *.ipynb *.yaml *.yml *.xml *.conf
              *.properties *.ini *.toml *.txt *.md *.ps1 *.sh
                               any language: each complete address of a mapped account is edited
              anything else    copied byte for byte, without a report (data, assemblies)
              *.report.json    left out: an earlier run's report
            Each script gets NAME.report.json beside it (NAME with its ending). A script that is no UTF-8
            or breaks the rules of its language is refused: it gets its report and no output file.
            Symbolic links are not followed. Existing files in OUT_DIR are replaced.

            Exit: 0 done, 1 a script was refused, 2 nothing was started.
            """;

    private RewriteScripts() {}

    /** Runs and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length != 3) {
            err.print(USAGE);
            return NOT_STARTED;
        }
        Path in = Path.of(args[0]);
        Path target = Path.of(args[1]);
        try {
            refuseNested(in, target);
            PathMapping mapping = new PathMappingReader().read(Files.readString(Path.of(args[2])));
            return rewrite(in, target, mapping, out);
        } catch (RecoveryException | IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            err.println("A file or folder cannot be read or written: " + e.getMessage());
        }
        return NOT_STARTED;
    }

    private static int rewrite(Path in, Path target, PathMapping mapping, PrintStream out) throws IOException {
        ScriptFile files = new ScriptFile(in, target, mapping);
        Summary summary = new Summary();
        for (Path file : files(in)) {
            ScriptFile.Outcome outcome = files.rewrite(in.relativize(file));
            summary.add(outcome);
            outcome.line().ifPresent(out::println);
        }
        out.println(summary.text());
        return summary.refused() > 0 ? SOME_REFUSED : DONE;
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** Output inside the input would be rewritten by the next run, input inside the output be overwritten by this one. */
    private static void refuseNested(Path in, Path target) throws IOException {
        if (!Files.isDirectory(in)) {
            throw new IllegalArgumentException("IN_DIR " + in + " is no folder.");
        }
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new IllegalArgumentException("OUT_DIR " + target + " is no folder.");
        }
        Path from = in.toRealPath();
        Path to = Files.exists(target)
                ? target.toRealPath()
                : target.toAbsolutePath().normalize();
        if (from.startsWith(to) || to.startsWith(from)) {
            throw new IllegalArgumentException(
                    "IN_DIR and OUT_DIR may not lie inside each other: " + from + " and " + to + ".");
        }
    }
}
