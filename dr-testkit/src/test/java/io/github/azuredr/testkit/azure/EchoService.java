package io.github.azuredr.testkit.azure;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A service of one region that remembers what was put under a path. */
final class EchoService implements SimService {
    private final String host;
    private final String region;
    private final SimState state;

    EchoService(String host, String region, SimState state) {
        this.host = host;
        this.region = region;
        this.state = state;
    }

    @Override
    public boolean serves(SimRequest request) {
        return host.equals(request.url().getHost());
    }

    @Override
    public String regionOf(SimRequest request) {
        return region;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public SimResponse answer(SimRequest request) {
        String key = "echo/" + host + request.url().getPath();
        if (request.method().equals("PUT")) {
            state.put(key, request.body());
            return SimResponse.of(201);
        }
        return state.get(key)
                .map(body -> new SimResponse(200, Map.of("Content-Type", "text/plain"), body))
                .orElseGet(() -> new SimResponse(404, Map.of(), "absent".getBytes(StandardCharsets.UTF_8)));
    }
}
