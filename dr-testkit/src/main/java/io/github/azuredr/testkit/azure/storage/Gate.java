package io.github.azuredr.testkit.azure.storage;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The door: a version header, and one of Shared Key, bearer token, shared access signature or public access. */
final class Gate {
    private static final Pattern VERSION = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d");

    private final Predicate<String> tokens;
    private final Clock clock;

    Gate(Predicate<String> tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Lets the call in, or refuses it. */
    void check(Call call, @Nullable Container container) {
        Optional<String> version = call.header("x-ms-version").or(() -> call.query("sv"));
        Optional<String> authorization = call.header("Authorization");
        if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
            throw Refusal.badHeader("x-ms-version");
        }
        if (authorization.isPresent()) {
            if (version.isEmpty()) {
                throw Refusal.missingHeader("x-ms-version");
            }
            checkAuthorization(call, authorization.get());
        } else if (Sas.present(call)) {
            Sas.verify(call, Need.of(call), clock.instant());
        } else if (!isPublicRead(call, container)) {
            throw new Refusal(
                            401,
                            "NoAuthenticationInformation",
                            "Server failed to authenticate the request. Please refer to the information in the"
                                    + " www-authenticate header.")
                    .with("WWW-Authenticate", "Bearer authorization_uri=https://login.microsoftonline.com/common");
        }
    }

    private void checkAuthorization(Call call, String authorization) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        String rest = space < 0 ? "" : authorization.substring(space + 1).strip();
        switch (scheme) {
            case "SharedKey" -> {
                if (call.header("x-ms-date").isEmpty() && call.header("Date").isEmpty()) {
                    throw Refusal.missingHeader("x-ms-date");
                }
                if (!SharedKey.signed(call, rest)) {
                    throw new Refusal(
                            403,
                            "AuthenticationFailed",
                            "Server failed to authenticate the request. Make sure the value of Authorization header is"
                                    + " formed correctly including the signature.");
                }
            }
            case "Bearer" -> {
                if (!"https".equals(call.request().url().getScheme())) {
                    throw new Refusal(
                            403, "AuthenticationFailed", "Authentication scheme Bearer is not allowed with HTTP.");
                }
                if (!tokens.test(rest)) {
                    throw new Refusal(
                                    401,
                                    "InvalidAuthenticationInfo",
                                    "Server failed to authenticate the request. Please refer to the information in the"
                                            + " www-authenticate header.")
                            .with(
                                    "WWW-Authenticate",
                                    "Bearer authorization_uri=https://login.microsoftonline.com/common");
                }
            }
            default ->
                throw new Refusal(
                        400,
                        "InvalidAuthenticationInfo",
                        "Authentication information is not given in the correct format. Check the value of"
                                + " Authorization header.");
        }
    }

    private static boolean isPublicRead(Call call, @Nullable Container container) {
        boolean read = call.method().equals("GET") || call.method().equals("HEAD");
        if (!read || call.dfs() || container == null || container.publicAccess == null) {
            return false;
        }
        return !call.path().isEmpty() || container.publicAccess.equals("container");
    }
}
