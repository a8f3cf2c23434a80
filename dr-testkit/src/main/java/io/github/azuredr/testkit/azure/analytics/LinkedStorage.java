package io.github.azuredr.testkit.azure.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The containers of a linked storage account, and signatures that let a job read one. */
final class LinkedStorage {
    private static final Pattern ENTRY =
            Pattern.compile("<Container><Name>([^<]*)</Name>.*?<Last-Modified>([^<]*)</Last-Modified>");
    private static final String VERSION = "2020-10-02";

    private final ResourceManager arm;
    private final AccountLife accounts;

    LinkedStorage(ResourceManager arm, AccountLife accounts) {
        this.arm = arm;
        this.accounts = accounts;
    }

    SimResponse containers(ArmCall call) {
        return arm.page(call, found(call));
    }

    SimResponse container(ArmCall call) {
        return SimResponse.json(200, one(call).toString());
    }

    SimResponse sasTokens(ArmCall call) {
        one(call);
        SimStorageAccount storage =
                arm.azure().storageAccounts().find(call.parameter("part")).orElseThrow();
        return arm.page(call, List.of(Json.object().with("accessToken", signed(storage, call.parameter("container")))));
    }

    private Json one(ArmCall call) {
        return found(call).stream()
                .filter(each -> each.text("name").orElse("").equals(call.parameter("container")))
                .findFirst()
                .orElseThrow(() -> ArmRefusal.notFound(call.path()));
    }

    /** What the storage account itself lists. */
    private List<Json> found(ArmCall call) {
        ArmResource account = accounts.of(call);
        String storage = call.parameter("part");
        Json link = AccountParts.find(account, AccountPart.STORAGE, storage)
                .orElseThrow(() -> ArmRefusal.notFound(account.id() + "/storageAccounts/" + storage));
        String id = link.text("id").orElseThrow();
        return ENTRY.matcher(listing(storage))
                .results()
                .map(match -> Json.object()
                        .with("id", id + "/containers/" + match.group(1))
                        .with("name", match.group(1))
                        .with("type", AnalyticsProvider.TYPE + "/storageAccounts/containers")
                        .with("properties.lastModifiedTime", time(match.group(2))))
                .toList();
    }

    private String listing(String storage) {
        SimulatedAzure azure = arm.azure();
        String token = azure.tokens()
                .issue(
                        SimulatedAzure.TENANT,
                        SimTokens.principalOf(SimulatedAzure.TENANT),
                        "https://storage.azure.com");
        try {
            return azure.exchange(new SimRequest(
                            "GET",
                            URI.create("https://" + storage + ".blob.core.windows.net/?comp=list"),
                            Map.of("Authorization", "Bearer " + token, "x-ms-version", VERSION),
                            new byte[0]))
                    .text();
        } catch (IOException unreachable) {
            throw new ArmRefusal(
                    504, "GatewayTimeout", "The storage account '" + storage + "' did not answer: " + unreachable);
        }
    }

    private static String time(String rfc1123) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(rfc1123)).toString();
    }

    private String signed(SimStorageAccount storage, String container) {
        Instant now = arm.azure().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        String end = now.plus(Duration.ofHours(1)).toString();
        String toSign = String.join(
                "\n",
                "rl",
                "",
                end,
                "/blob/" + storage.name() + "/" + container,
                "",
                "",
                "https",
                VERSION,
                "c",
                "",
                "",
                "",
                "",
                "",
                "");
        return "sv=" + VERSION + "&sr=c&sp=rl&spr=https&se=" + URLEncoder.encode(end, UTF_8) + "&sig="
                + URLEncoder.encode(hmac(storage.key1Base64(), toSign), UTF_8);
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", impossible);
        }
    }
}
