package io.github.azuredr.testkit.azure;

import io.github.azuredr.time.TimeSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What happens to every request, whichever transport brought it: faults, the service, the log, the record. */
final class FrontDoor {
    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Map<Integer, String> CODES = Map.of(
            403, "AuthorizationFailed",
            408, "RequestTimeout",
            409, "Conflict",
            429, "TooManyRequests",
            500, "InternalServerError",
            502, "BadGateway",
            503, "ServiceUnavailable",
            504, "GatewayTimeout");

    private final List<SimService> services = new CopyOnWriteArrayList<>();
    private final LostAnswers lost = new LostAnswers();
    private final ExchangeRecorder recorder = new ExchangeRecorder();
    private final SimCalls calls = new SimCalls();
    private final AtomicLong numbers = new AtomicLong();
    private final Clock clock;
    private final SimState state;

    FrontDoor(Clock clock, SimState state) {
        this.clock = clock;
        this.state = state;
    }

    List<SimService> services() {
        return services;
    }

    LostAnswers lost() {
        return lost;
    }

    ExchangeRecorder recorder() {
        return recorder;
    }

    SimCalls calls() {
        return calls;
    }

    SimRegion region(String name) {
        return new SimRegion(name, state);
    }

    /** Whether some service answers for this request's host. */
    boolean serves(SimRequest request) {
        return services.stream().anyMatch(service -> service.serves(request));
    }

    SimResponse exchange(SimRequest request) throws IOException {
        Optional<SimService> found =
                services.stream().filter(service -> service.serves(request)).findFirst();
        if (found.isEmpty()) {
            finish("none", SimService.GLOBAL, SimService.GLOBAL, request, Optional.empty(), false);
            throw new UnknownHostException(request.url().getHost());
        }
        SimService service = found.get();
        String landedIn = service.regionOf(request);
        String about = service.concerns(request);
        SimRegion here = region(landedIn);
        if (here.isDark()) {
            pass(here.connectTimeout());
            finish(service.name(), landedIn, about, request, Optional.empty(), false);
            throw new ConnectException("Connection timed out: " + request.url().getHost());
        }
        if (lost.hits(true, request)) {
            finish(service.name(), landedIn, about, request, Optional.empty(), false);
            throw new SocketException("Connection reset");
        }
        pass(here.delay());
        if (!about.equals(landedIn)) {
            SimRegion there = region(about);
            pass(there.isDark() ? there.connectTimeout() : there.delay());
        }
        SimResponse answer = complete(request, answer(service, landedIn, about, request));
        boolean took = answer.status() < 400;
        if (lost.hits(false, request)) {
            finish(service.name(), landedIn, about, request, Optional.empty(), took);
            throw new SocketException("Connection reset");
        }
        finish(service.name(), landedIn, about, request, Optional.of(answer), took);
        return answer;
    }

    private SimResponse answer(SimService service, String landedIn, String about, SimRequest request) {
        for (String name : about.equals(landedIn) ? List.of(landedIn) : List.of(landedIn, about)) {
            SimRegion region = region(name);
            Optional<Long> retryAfter = region.throttle();
            if (retryAfter.isPresent()) {
                return service.refusal(request, 429, "TooManyRequests", "Too many requests. Try again later.")
                        .with("Retry-After", Long.toString(retryAfter.get()));
            }
            Optional<Integer> failure = region.nextFailure();
            if (failure.isPresent()) {
                String code = CODES.getOrDefault(failure.get(), "ServiceError");
                return service.refusal(request, failure.get(), code, "The service in " + name + " is failing.");
            }
        }
        return service.answer(request);
    }

    /** Adds what every Azure answer carries. */
    private SimResponse complete(SimRequest request, SimResponse answer) {
        SimResponse full = answer;
        if (full.header("Date").isEmpty()) {
            full = full.with("Date", RFC_1123.format(clock.instant()));
        }
        if (full.header("x-ms-request-id").isEmpty()) {
            String seed = "request " + (numbers.get() + 1);
            full = full.with(
                    "x-ms-request-id",
                    UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.US_ASCII))
                            .toString());
        }
        if (full.header("Content-Length").isEmpty() && full.status() != 204) {
            full = full.with("Content-Length", Integer.toString(full.body().length));
        }
        return request.method().equals("HEAD") ? new SimResponse(full.status(), full.headers(), new byte[0]) : full;
    }

    private void finish(
            String service,
            String landedIn,
            String about,
            SimRequest request,
            Optional<SimResponse> answer,
            boolean took) {
        OptionalInt status = answer.map(seen -> OptionalInt.of(seen.status())).orElseGet(OptionalInt::empty);
        calls.add(new SimCall(
                numbers.incrementAndGet(),
                service,
                request.method(),
                Redaction.url(request.url()),
                landedIn,
                about,
                status,
                took));
        recorder.record(service, about, request, answer);
    }

    /** Lets time go by: virtual when the clock is also what is waited on, else really. */
    private void pass(Duration duration) throws InterruptedIOException {
        try {
            (clock instanceof TimeSource virtual ? virtual : TimeSource.system()).pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a simulated region was slow");
        }
    }
}
