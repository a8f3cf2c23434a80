package io.github.azuredr.testkit.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes every exchange as one JSON line, without secrets, when a folder was named. */
final class ExchangeRecorder {
    private static final String PROPERTY = "dr.testkit.record";
    private static final int LONGEST_TEXT = 2_000;

    private final Deque<String> deliberate = new ArrayDeque<>();
    private @Nullable Path file;

    ExchangeRecorder() {
        String folder = System.getProperty(PROPERTY);
        if (folder != null) {
            to(Path.of(folder));
        }
    }

    synchronized void to(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot record exchanges in " + folder, e);
        }
        file = folder.resolve("azure-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".jsonl");
    }

    synchronized void beginDeliberate(String why) {
        deliberate.push(why);
    }

    synchronized void endDeliberate() {
        deliberate.pop();
    }

    synchronized void record(String service, String region, SimRequest request, Optional<SimResponse> response) {
        if (file == null) {
            return;
        }
        Json line = Json.object()
                .with("service", service)
                .with("region", region)
                .with("request.method", request.method())
                .with("request.url", Redaction.text(request.url().toString()))
                .with("request.headers", Redaction.headers(request.headers()))
                .with("request.body", body(request.body()))
                .with("response", Json.object());
        if (response.isPresent()) {
            SimResponse answer = response.get();
            line = line.with("response.status", answer.status())
                    .with("response.headers", Redaction.headers(answer.headers()))
                    .with("response.body", body(answer.body()));
        }
        if (!deliberate.isEmpty()) {
            line = line.with("deliberate", deliberate.peek());
        }
        try {
            Files.writeString(
                    file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot record an exchange in " + file, e);
        }
    }

    /** A JSON object as such, short text as text, anything else only by its size; text may hold a secret of ours. */
    private static @Nullable Object body(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        Optional<Json> json = Json.parse(text);
        if (json.isPresent()) {
            return Redaction.body(json.get());
        }
        boolean printable = text.length() <= LONGEST_TEXT && text.chars().noneMatch(c -> c < 9 || c == 0xFFFD);
        return printable && text.startsWith("<") ? text : "(" + body.length + " bytes)";
    }
}
