package io.github.azuredr.benchmarks;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Mono;

/** Counts what a storage client sends, by what it is for. */
final class CallCounter implements HttpPipelinePolicy {
    private final LongAdder pages = new LongAdder();
    private final LongAdder files = new LongAdder();
    private final LongAdder own = new LongAdder();

    /** What a call is for. */
    enum Purpose {
        /** One page of a listing. */
        PAGE,
        /** A user's file. */
        FILE,
        /** The manifest. */
        OWN
    }

    static Purpose of(String method, URL url) {
        String query = Optional.ofNullable(url.getQuery()).orElse("");
        if (method.equals("GET") && ("&" + query + "&").contains("&comp=list&")) {
            return Purpose.PAGE;
        }
        String path = URLDecoder.decode(url.getPath(), StandardCharsets.UTF_8);
        return path.contains("/_azuredr/") ? Purpose.OWN : Purpose.FILE;
    }

    private void count(HttpRequest request) {
        switch (of(request.getHttpMethod().name(), request.getUrl())) {
            case PAGE -> pages.increment();
            case FILE -> files.increment();
            case OWN -> own.increment();
        }
    }

    long pages() {
        return pages.sum();
    }

    long all() {
        return pages.sum() + files.sum() + own.sum();
    }

    /** How many more calls were sent than the files and their listings need, as a factor. */
    double overMinimum(long filesCopied, int callsPerFile) {
        return (double) all() / (filesCopied * callsPerFile + pages());
    }

    void reset() {
        pages.reset();
        files.reset();
        own.reset();
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        count(context.getHttpRequest());
        return next.process();
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        count(context.getHttpRequest());
        return next.processSync();
    }

    @Override
    public String toString() {
        return pages + " pages, " + files + " for files, " + own + " for the manifest";
    }
}
