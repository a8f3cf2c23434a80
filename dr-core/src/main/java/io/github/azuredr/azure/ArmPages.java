package io.github.azuredr.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.azuredr.error.RecoveryException;
import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The entries of a list ({@code value}, {@code nextLink}), each page read when it is reached. A link to another host is
 * refused, because the token would go there; a list that leads back to a page already read is refused, too.
 */
public final class ArmPages implements Iterable<JsonNode> {
    private final ArmClient arm;
    private final ArmRequest list;
    private final HttpMethod verb;

    ArmPages(ArmClient arm, ArmRequest list, HttpMethod verb) {
        this.arm = arm;
        this.list = list;
        this.verb = verb;
    }

    /** The same list whose links are followed with GET, although it began with POST. */
    public ArmPages nextByGet() {
        return new ArmPages(arm, list, HttpMethod.GET);
    }

    /** The same list whose links are followed with POST and the first call's body. */
    public ArmPages nextByPost() {
        return new ArmPages(arm, list, HttpMethod.POST);
    }

    /** The entries; each iterator reads the list anew. Calls throw {@link ArmException} as they are made. */
    @Override
    public Iterator<JsonNode> iterator() {
        return new Entries();
    }

    /** The entries as a stream, read lazily. */
    public Stream<JsonNode> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private final class Entries implements Iterator<JsonNode> {
        private final Set<URI> read = new HashSet<>();
        private Optional<URI> next = Optional.empty();
        private Iterator<JsonNode> page = entries(arm.send(list));

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && next.isPresent()) {
                page = entries(arm.follow(list, verb, next.get()));
            }
            return page.hasNext();
        }

        @Override
        public JsonNode next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }

        private Iterator<JsonNode> entries(ArmResponse answer) {
            JsonNode value = answer.body().path("value");
            if (!value.isArray()) {
                throw new RecoveryException(
                        "A page of " + list + " has no array \"value\".",
                        "check path and api-version: an unreadable list must not pass for an empty one.");
            }
            next = answer.text("/nextLink").filter(link -> !link.isBlank()).map(this::checked);
            return value.iterator();
        }

        private URI checked(String link) {
            URI own = arm.origin()
                    .own(link)
                    .orElseThrow(() -> new RecoveryException(
                            "The list " + list + " continues outside "
                                    + arm.origin().host() + " at " + Redaction.url(link) + ".",
                            "do not follow it: the token would be sent to that host."));
            if (!read.add(own)) {
                throw new RecoveryException(
                        "The list " + list + " leads back to a page already read.",
                        "read it again later; if it lasts, report it to the service's support.");
            }
            return own;
        }
    }
}
