package io.github.azuredr.azure;

import io.github.azuredr.error.RecoveryException;
import java.util.Optional;

/**
 * What a later process needs to go on watching an operation. The poll address in it is signed: {@link #reveal()} is for a
 * store that may hold secrets; without the token the operation is still judged by reading the resource.
 */
public final class ResumeToken {
    private static final String ASYNC = "async ";
    private static final String LOCATION = "location ";

    private final String path;
    private final String link;

    ResumeToken(String path, Optional<OperationPoll> poll) {
        this(
                path,
                poll.map(at -> (at.asyncOperation() ? ASYNC : LOCATION) + at.uri())
                        .orElse(""));
    }

    private ResumeToken(String path, String link) {
        this.path = path;
        this.link = link;
    }

    /**
     * Reads what {@link #reveal()} gave.
     *
     * @throws RecoveryException when it is something else
     */
    public static ResumeToken parse(String text) {
        int cut = text.indexOf('\n');
        String link = text.substring(cut + 1);
        boolean known = link.isEmpty() || link.startsWith(ASYNC) || link.startsWith(LOCATION);
        if (cut < 0 || !text.startsWith("/") || !known) {
            throw new RecoveryException(
                    "The resume token is not one of ours.", "watch the operation by reading its resource instead.");
        }
        return new ResumeToken(text.substring(0, cut), link);
    }

    /** The token in clear, signature included. */
    public String reveal() {
        return path + "\n" + link;
    }

    /** The resource path the operation began with. */
    public String path() {
        return path;
    }

    Optional<OperationPoll> poll(ArmOrigin origin) {
        if (link.isEmpty()) {
            return Optional.empty();
        }
        boolean async = link.startsWith(ASYNC);
        return OperationPoll.own(link.substring((async ? ASYNC : LOCATION).length()), async, origin);
    }

    @Override
    public String toString() {
        return "ResumeToken[" + path + ", ***]";
    }
}
