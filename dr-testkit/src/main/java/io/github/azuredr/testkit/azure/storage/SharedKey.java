package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The Shared Key scheme: what is signed, and whether one of the account's two keys signed it. */
final class SharedKey {
    private static final List<String> STANDARD = List.of(
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-MD5",
            "Content-Type",
            "Date",
            "If-Modified-Since",
            "If-Match",
            "If-None-Match",
            "If-Unmodified-Since",
            "Range");

    private SharedKey() {}

    /** Whether this {@code account:signature} is right for the request. */
    static boolean signed(Call call, String credentials) {
        SimStorageAccount account = call.account();
        int colon = credentials.indexOf(':');
        if (colon < 0 || !credentials.substring(0, colon).equals(account.name())) {
            return false;
        }
        String signature = credentials.substring(colon + 1).strip();
        // The service documents lexicographic order; the official Java clients sort by locale, which it accepts too.
        Collator collator = Collator.getInstance(Locale.ROOT);
        for (Comparator<String> order : List.of(Comparator.<String>naturalOrder(), collator::compare)) {
            String text = text(call, order);
            if (matches(account, text, signature)) {
                return true;
            }
        }
        return false;
    }

    /** Whether either key of the account makes this signature of the text. */
    static boolean matches(SimStorageAccount account, String text, String signature) {
        return same(hmac(account.key1Base64(), text), signature) || same(hmac(account.key2Base64(), text), signature);
    }

    static boolean same(String one, String two) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), two.getBytes(StandardCharsets.UTF_8));
    }

    static String hmac(String keyBase64, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(keyBase64), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 belongs to every Java platform", e);
        }
    }

    private static String text(Call call, Comparator<String> order) {
        SimRequest request = call.request();
        StringBuilder text = new StringBuilder(request.method()).append('\n');
        boolean ownDate = request.header("x-ms-date").isPresent();
        for (String name : STANDARD) {
            String value = request.header(name).orElse("");
            if (name.equals("Content-Length")) {
                value = value.isEmpty() ? Integer.toString(request.body().length) : value;
                value = value.equals("0") ? "" : value;
            }
            text.append(name.equals("Date") && ownDate ? "" : value).append('\n');
        }
        List<String> own = new ArrayList<>();
        for (String name : request.headers().keySet()) {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-ms-")) {
                own.add(name.toLowerCase(Locale.ROOT));
            }
        }
        own.sort(order);
        for (String name : own) {
            String value = request.header(name).orElse("").strip();
            text.append(name).append(':').append(value).append('\n');
        }
        String path = Optional.ofNullable(request.url().getRawPath())
                .filter(p -> !p.isEmpty())
                .orElse("/");
        text.append('/').append(call.account().name()).append(path);
        List<String> names = new ArrayList<>(call.query().keySet());
        names.sort(order);
        Map<String, String> query = call.query();
        for (String name : names) {
            text.append('\n').append(name).append(':').append(query.get(name));
        }
        return text.toString();
    }
}
