package io.github.azuredr.datalake.walk;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Holds the first matching request, before it is sent or after it was answered, until it is let go. */
final class ParkedRequest extends HttpPipelineSyncPolicy {
    enum Spot {
        BEFORE_IT_IS_SENT,
        AFTER_ITS_ANSWER
    }

    private final Predicate<HttpRequest> which;
    private final Spot spot;
    private final CountDownLatch parked = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    ParkedRequest(Spot spot, Predicate<HttpRequest> which) {
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
    protected void beforeSendingRequest(HttpPipelineCallContext call) {
        if (spot == Spot.BEFORE_IT_IS_SENT && parked.getCount() > 0 && which.test(call.getHttpRequest())) {
            hold();
        }
    }

    @Override
    protected HttpResponse afterReceivedResponse(HttpPipelineCallContext call, HttpResponse answer) {
        if (spot == Spot.AFTER_ITS_ANSWER && parked.getCount() > 0 && which.test(call.getHttpRequest())) {
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
