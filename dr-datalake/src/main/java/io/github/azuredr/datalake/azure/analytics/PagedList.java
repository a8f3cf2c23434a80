package io.github.azuredr.datalake.azure.analytics;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list, page by page as it is read; at most one page is held. Each iterator reads it anew. */
final class PagedList<T> implements Iterable<T> {
    private final AccountHttp http;
    private final URI first;
    private final Function<JsonNode, Optional<T>> entry;

    /**
     * Creates the list.
     *
     * @param entry reads an entry; those it does not want are left out
     */
    PagedList(AccountHttp http, URI first, Function<JsonNode, Optional<T>> entry) {
        this.http = http;
        this.first = first;
        this.entry = entry;
    }

    @Override
    public Iterator<T> iterator() {
        return new Pages();
    }

    private final class Pages implements Iterator<T> {
        private final Set<URI> read = new HashSet<>();
        private @Nullable URI next = first;
        private Iterator<JsonNode> page = java.util.Collections.emptyIterator();
        private @Nullable T head;

        @Override
        public boolean hasNext() {
            while (head == null) {
                if (page.hasNext()) {
                    head = entry.apply(page.next()).orElse(null);
                } else if (next != null) {
                    page = fetch(next);
                } else {
                    return false;
                }
            }
            return true;
        }

        @Override
        public T next() {
            T here = hasNext() ? head : null;
            if (here == null) {
                throw new NoSuchElementException("the list is at its end");
            }
            head = null;
            return here;
        }

        private Iterator<JsonNode> fetch(URI address) {
            if (!read.add(address)) {
                throw http.notUnderstood(HttpMethod.GET, address, "the list leads back to a page already read", null);
            }
            JsonNode answer = http.get(address);
            if (!answer.path("value").isArray()) {
                throw http.notUnderstood(HttpMethod.GET, address, "the page has no array \"value\"", null);
            }
            String link = answer.path("nextLink").asText("");
            next = link.isBlank() ? null : http.own(link, address);
            return answer.path("value").iterator();
        }
    }
}
