package io.github.azuredr.testkit.azure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and checks the access tokens of the simulated Entra ID. They look like the real ones, are worth nothing
 * elsewhere, last one hour of the simulated clock, and stay valid when a killed process finds its Azure again.
 */
public final class SimTokens {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final byte[] SIGNING_KEY =
            "only for the simulated azure, worth nothing elsewhere".getBytes(StandardCharsets.US_ASCII);
    private static final String HEADER =
            base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));

    private final Clock clock;

    SimTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * Who a valid token speaks for.
     *
     * @param tenant the tenant as the test named it, such as {@code tenant-a}
     * @param principalId the object id of the caller
     * @param audience the resource the token is for, such as {@code https://management.azure.com}
     * @param expires when it stops being accepted
     */
    public record Caller(String tenant, String principalId, String audience, Instant expires) {
        /** The tenant's id as Azure prints it. */
        public String tenantId() {
            return SimTokens.tenantId(tenant);
        }
    }

    /** The object id of a tenant's default caller; the same for ever. */
    public static String principalOf(String tenant) {
        return guid("principal of " + tenant);
    }

    /** The id under which Azure prints a tenant that a test called by a name; an id stays as it is. */
    public static String tenantId(String tenant) {
        return tenant.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? tenant : guid("tenant " + tenant);
    }

    /** A token for this caller and audience. */
    public String issue(String tenant, String principalId, String audience) {
        String payload = Json.object()
                .with("aud", audience)
                .with("iss", "https://sts.windows.net/" + tenantId(tenant) + "/")
                .with("tid", tenantId(tenant))
                .with("tenant", tenant)
                .with("oid", principalId)
                .with("exp", clock.instant().plus(LIFETIME).getEpochSecond())
                .toString();
        String signed = HEADER + "." + base64(payload.getBytes(StandardCharsets.UTF_8));
        return signed + "." + signature(signed);
    }

    /** The caller of an {@code Authorization} header; empty when the token is missing, foreign or expired. */
    public Optional<Caller> caller(Optional<String> authorization) {
        return issued(authorization).filter(caller -> !isExpired(caller));
    }

    /** The caller of an {@code Authorization} header, even when its time is over; empty when it was not issued here. */
    public Optional<Caller> issued(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(value -> verify(value.substring(7).trim()));
    }

    /** Whether a caller's token is no longer accepted. */
    public boolean isExpired(Caller caller) {
        return !clock.instant().isBefore(caller.expires());
    }

    private static Optional<Caller> verify(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || !token.startsWith(HEADER + ".") || dot <= HEADER.length()) {
            return Optional.empty();
        }
        String signed = token.substring(0, dot);
        byte[] expected = signature(signed).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, token.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        Json claims = Json.from(Base64.getUrlDecoder().decode(signed.substring(HEADER.length() + 1)));
        return Optional.of(new Caller(
                claims.text("tenant").orElseThrow(),
                claims.text("oid").orElseThrow(),
                claims.text("aud").orElseThrow(),
                Instant.ofEpochSecond(claims.number("exp").orElseThrow())));
    }

    private static String guid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGNING_KEY, "HmacSHA256"));
            return base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
