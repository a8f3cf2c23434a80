package io.github.azuredr.examples;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.query.Finding;
import io.github.azuredr.streamanalytics.query.Need;
import io.github.azuredr.streamanalytics.query.QueryLinter;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.MappingFile;
import io.github.azuredr.streamanalytics.twin.SecretSlot;
import io.github.azuredr.streamanalytics.twin.TwinRewrite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the request that creates a job's twin, without sending it; see {@link #USAGE}. */
public final class TwinJob {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int NOT_STARTED = 2;

    static final String USAGE = """
            usage: TwinJob JOB.json MAPPING.json OUT_DIR

            JOB.json      a Stream Analytics job as Azure Resource Manager shows it with
                          $expand=inputs,transformation,outputs,functions, or the job of an ARM template
            MAPPING.json  regions, the twin's id, and what of the other region stands for what; the README of
                          dr-streamanalytics shows a whole one
            OUT_DIR       gets requests.jsonl: the PUT of the twin, created only if there is none and never
                                 started by it, without secrets
                          and report.json: canonical hash, what was replaced, the secrets it still needs by the
                                 names they are asked for, the linter's findings, and what stands against it

            No network. Files in OUT_DIR are replaced.
            Exit: 0 done, 1 the job can have no twin by this mapping (no requests.jsonl), 2 nothing was started.
            """;

    private TwinJob() {}

    /** Runs and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length != 3) {
            err.print(USAGE);
            return NOT_STARTED;
        }
        try {
            JsonTree job = JsonTree.parse(Files.readString(Path.of(args[0])));
            MappingFile mapping = MappingFile.parse(Files.readString(Path.of(args[1])));
            Need need = need(mapping);
            Path target = Files.createDirectories(Path.of(args[2]));
            return write(job, mapping, need, target, out);
        } catch (RecoveryException | IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("A file or folder cannot be read or written: " + e.getMessage());
        }
        return NOT_STARTED;
    }

    private static int write(JsonTree job, MappingFile mapping, Need need, Path target, PrintStream out)
            throws IOException {
        Files.deleteIfExists(target.resolve("requests.jsonl"));
        JobDefinition source;
        try {
            source = JobDefinition.of(located(job, mapping));
        } catch (RecoveryException refused) {
            String why = String.valueOf(refused.getMessage());
            Files.writeString(
                    target.resolve("report.json"),
                    JsonTree.object().withTexts("/objections", List.of(why)).pretty() + "\n");
            out.println("refused: " + why);
            return REFUSED;
        }
        TwinRewrite rewrite = TwinRewrite.of(source, mapping.rewrite());
        List<SecretSlot> secrets = SecretSlot.of(mapping.twin().name(), rewrite.twin());
        JsonTree report = report(rewrite, mapping, secrets, need, source);
        Files.writeString(target.resolve("report.json"), report.pretty() + "\n");
        rewrite.substitutions().forEach(one -> out.println("replaced  " + one));
        secrets.forEach(slot -> out.println("secret    " + slot.name() + "  (" + slot.where() + ")"));
        rewrite.twin().neededSignIns().forEach(part -> out.println("sign in   " + part + ", in the portal"));
        report.items("/findings").forEach(one -> out.println("query     " + line(one)));
        rewrite.objections().forEach(one -> out.println("refused   " + one));
        out.println("hash      " + rewrite.twin().hash());
        if (!rewrite.objections().isEmpty()) {
            return REFUSED;
        }
        Files.writeString(
                target.resolve("requests.jsonl"),
                request(rewrite.twin(), mapping).json() + "\n",
                StandardCharsets.UTF_8);
        return DONE;
    }

    /** A template says where it is deployed by an expression: the mapping knows. */
    private static JsonTree located(JsonTree job, MappingFile mapping) {
        boolean expression =
                job.text("/location").filter(text -> text.startsWith("[")).isPresent();
        return expression ? job.with("/location", mapping.rewrite().from().name()) : job;
    }

    private static JsonTree request(JobDefinition twin, MappingFile mapping) {
        return JsonTree.object()
                .with("/service", "arm")
                .with("/request/method", "PUT")
                .with(
                        "/request/url",
                        "https://management.azure.com" + mapping.twin().path() + "?api-version=" + mapping.apiVersion())
                .with("/request/headers/Content-Type", "application/json")
                .with("/request/headers/If-None-Match", "*")
                .with("/request/body", twin.content());
    }

    private static JsonTree report(
            TwinRewrite rewrite, MappingFile mapping, List<SecretSlot> secrets, Need need, JobDefinition source) {
        return JsonTree.object()
                .with("/twin", mapping.twin().path())
                .with("/hash", rewrite.twin().hash())
                .with("/sourceHash", source.hash())
                .withTexts("/substitutions", rewrite.substitutions())
                .with(
                        "/secrets",
                        secrets.stream()
                                .map(slot -> JsonTree.object()
                                        .with("/name", slot.name())
                                        .with("/where", slot.where())
                                        .with("/pointer", slot.pointer()))
                                .toList())
                .withTexts("/signIns", rewrite.twin().neededSignIns())
                .with("/findings", findings(source, need))
                .withTexts("/objections", rewrite.objections());
    }

    private static List<JsonTree> findings(JobDefinition job, Need need) {
        List<JsonTree> findings = new ArrayList<>();
        try {
            for (Finding one :
                    new QueryLinter().lint(job.query(), need, job.outputTypes()).findings()) {
                findings.add(JsonTree.object()
                        .with("/weight", one.weight().name())
                        .with("/output", one.output())
                        .with("/text", one.text()));
            }
        } catch (IllegalArgumentException unreadable) {
            findings.add(JsonTree.object()
                    .with("/weight", Finding.Weight.ERROR.name())
                    .with("/output", "")
                    .with("/text", String.valueOf(unreadable.getMessage())));
        }
        return findings;
    }

    private static Need need(MappingFile mapping) {
        String word = mapping.need().orElse(Need.SEQUENCE.name());
        for (Need need : Need.values()) {
            if (need.name().equals(word)) {
                return need;
            }
        }
        throw new RecoveryException("Mapping key \"need\" is \"" + word + "\".", "use " + List.of(Need.values()) + ".");
    }

    private static String line(JsonTree finding) {
        String output = finding.text("/output").orElse("");
        return finding.text("/weight").orElse("") + (output.isEmpty() ? "" : " " + output) + ": "
                + finding.text("/text").orElse("");
    }
}
