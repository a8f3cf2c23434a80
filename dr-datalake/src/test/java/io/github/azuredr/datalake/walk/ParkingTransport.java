package io.github.azuredr.datalake.walk;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Holds the first matching request, before it is sent or after it was answered, until it is let go. */
final class ParkingTransport implements HttpClient {
    enum Spot {
        BEFORE_IT_IS_SENT,
        AFTER_ITS_ANSWER
    }

    private final HttpClient next;
    private final Predicate<HttpRequest> which;
    private final Spot spot;
    private final CountDownLatch parked = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    ParkingTransport(HttpClient next, Spot spot, Predicate<HttpRequest> which) {
        this.next = next;
        this.spot = spot;
        this.which = which;
    }

    void awaitParked() throws InterruptedException {
        if (!parked.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("no request was held");
        }
    }

    void letGo() {
        go.countDown();
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> sendSync(request, Context.NONE));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        boolean holds = parked.getCount() > 0 && which.test(request);
        if (holds && spot == Spot.BEFORE_IT_IS_SENT) {
            hold();
        }
        HttpResponse answer = next.sendSync(request, context);
        if (holds && spot == Spot.AFTER_ITS_ANSWER) {
            hold();
        }
        return answer;
    }

    private void hold() {
        parked.countDown();
        try {
            if (!go.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let the request go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while held", e);
        }
    }
}
