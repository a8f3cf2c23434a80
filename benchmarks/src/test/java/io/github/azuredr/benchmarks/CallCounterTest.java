package io.github.azuredr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.benchmarks.CallCounter.Purpose;
import java.net.URI;
import java.net.URL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallCounterTest {
    @ParameterizedTest
    @CsvSource({
        "GET,  https://a.blob.core.windows.net/lake?restype=container&comp=list&maxresults=5000, PAGE",
        "GET,  https://a.blob.core.windows.net/lake?comp=list&prefix=_azuredr%2Fbench%2Fjournal, PAGE",
        "GET,  https://a.blob.core.windows.net/lake/d000001%2Ff000002,                           FILE",
        "PUT,  https://a.blob.core.windows.net/lake/x?comp=blocklist,                            FILE",
        "HEAD, https://a.blob.core.windows.net/lake/_azuredr%2Fbench%2Fhead,                     OWN",
        "PUT,  https://a.blob.core.windows.net/lake/_azuredr/bench/head,                         OWN",
        "GET,  https://a.blob.core.windows.net/lake/not_azuredr/x,                               FILE",
    })
    void aCallIsCountedByWhatItIsFor(String method, String url, Purpose purpose) throws Exception {
        URL called = URI.create(url).toURL();

        assertThat(CallCounter.of(method, called)).isEqualTo(purpose);
    }
}
