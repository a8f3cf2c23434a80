package io.github.azuredr.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Events to send: those of sample files when there are some, else generated ones. */
final class StreamEvents {
    private static final List<String> PLACES = List.of("../shared/data/stream", "../../shared/data/stream");
    private static final int GENERATED = 2_000;

    private StreamEvents() {}

    /** JSON objects, in order. */
    static List<byte[]> all() throws IOException {
        List<byte[]> events = new ArrayList<>();
        for (String place : PLACES) {
            if (events.isEmpty() && Files.isDirectory(Path.of(place))) {
                events.addAll(of(Path.of(place)));
            }
        }
        for (int i = 0; events.size() < GENERATED; i++) {
            events.add(("{\"device\":\"d" + i % 17 + "\",\"temperature\":" + (60 + i % 40) + "}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return events;
    }

    private static List<byte[]> of(Path folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<byte[]> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (JsonNode event : mapper.readTree(Files.readAllBytes(file))) {
                    if (event.isObject()) {
                        events.add(mapper.writeValueAsBytes(event));
                    }
                }
            }
        }
        return events;
    }
}
