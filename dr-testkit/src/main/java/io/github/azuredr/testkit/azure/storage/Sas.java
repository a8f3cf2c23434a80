package io.github.azuredr.testkit.azure.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shared access signatures: account, service and user delegation ones, verified by recomputing the signature. */
final class Sas {
    /** Versions from which on more fields are signed; ISO dates compare as text. */
    private static final String WITH_SCOPE = "2020-12-06";

    private static final String WITH_SNAPSHOT = "2018-11-09";
    private static final String WITH_TENANT = "2025-07-05";

    private final Call call;

    private Sas(Call call) {
        this.call = call;
    }

    static boolean present(Call call) {
        return call.query("sig").isPresent();
    }

    /** Refuses a signature that is wrong, out of its time, or not good for what the call does. */
    static void verify(Call call, Need need, Instant now) {
        Sas sas = new Sas(call);
        sas.checkTimes(now);
        if (call.query("ss").isPresent()) {
            sas.verifyAccount(need);
        } else if (call.query("sr").isPresent()) {
            sas.verifyService(need);
        } else {
            throw failed("sr or ss is mandatory.");
        }
        String permissions = sas.field("sp");
        if (need.anyOf().chars().noneMatch(letter -> permissions.indexOf(letter) >= 0)) {
            throw new Refusal(
                    403,
                    "AuthorizationPermissionMismatch",
                    "This request is not authorized to perform this operation using this permission.");
        }
    }

    private void checkTimes(Instant now) {
        if (field("spr").equals("https") && !"https".equals(call.request().url().getScheme())) {
            throw new Refusal(
                    403, "AuthorizationProtocolMismatch", "This request is not authorized using this protocol.");
        }
        Instant expiry = time("se").orElseThrow(() -> failed("se is mandatory or not well formed."));
        if (!now.isBefore(expiry)) {
            throw failed("Signature not valid in the specified time frame.");
        }
        if (call.query("st").isPresent()
                && now.isBefore(time("st").orElseThrow(() -> failed("st is not well formed.")))) {
            throw failed("Signature not valid in the specified time frame.");
        }
    }

    private Optional<Instant> time(String field) {
        return call.query(field).flatMap(Times::parseIso);
    }

    private void verifyAccount(Need need) {
        String text = String.join(
                        "\n",
                        call.account().name(),
                        field("sp"),
                        field("ss"),
                        field("srt"),
                        field("st"),
                        field("se"),
                        field("sip"),
                        field("spr"),
                        field("sv"))
                + "\n"
                + (atLeast(WITH_SCOPE) ? field("ses") + "\n" : "");
        if (!SharedKey.matches(call.account(), text, field("sig"))) {
            throw failed("Signature did not match.");
        }
        if (!field("ss").contains("b")) {
            throw new Refusal(
                    403, "AuthorizationServiceMismatch", "This request is not authorized using this service.");
        }
        if (field("srt").indexOf(need.resource()) < 0) {
            throw new Refusal(
                    403,
                    "AuthorizationResourceTypeMismatch",
                    "This request is not authorized using this resource type.");
        }
    }

    private void verifyService(Need need) {
        String kind = field("sr");
        String resource = canonical(kind);
        boolean matched = call.query("skoid").isPresent()
                ? delegated(kind, resource)
                : SharedKey.matches(call.account(), serviceText(kind, resource), field("sig"));
        if (!matched) {
            throw failed("Signature did not match.");
        }
        boolean listing = need.resource() == 'c' && need.anyOf().contains("l");
        if ((need.resource() != 'o' && !listing) || (listing && (kind.equals("b") || kind.equals("bs")))) {
            throw new Refusal(
                    403,
                    "AuthorizationResourceTypeMismatch",
                    "This request is not authorized to perform this operation using this resource type.");
        }
    }

    /** The newest clients also sign (here always empty) request headers and query parameters. */
    private boolean delegated(String kind, String resource) {
        if (call.query("srh").isPresent() || call.query("srq").isPresent()) {
            throw failed("Signatures bound to request headers or query parameters are not served.");
        }
        String key = delegationKey(call);
        String signature = field("sig");
        return SharedKey.same(SharedKey.hmac(key, delegationText(kind, resource, false)), signature)
                || SharedKey.same(SharedKey.hmac(key, delegationText(kind, resource, true)), signature);
    }

    private String serviceText(String kind, String resource) {
        return String.join(
                "\n",
                List.of(
                        field("sp"),
                        field("st"),
                        field("se"),
                        resource,
                        field("si"),
                        field("sip"),
                        field("spr"),
                        field("sv"),
                        tail(kind, false)));
    }

    private String delegationText(String kind, String resource, boolean newest) {
        String tenant = atLeast(WITH_TENANT) ? "\n" + field("skdutid") + "\n" + field("sduoid") : "";
        return String.join(
                        "\n",
                        field("sp"),
                        field("st"),
                        field("se"),
                        resource,
                        field("skoid"),
                        field("sktid"),
                        field("skt"),
                        field("ske"),
                        field("sks"),
                        field("skv"),
                        field("saoid"),
                        field("suoid"),
                        field("scid"))
                + tenant
                + "\n"
                + String.join("\n", field("sip"), field("spr"), field("sv"), tail(kind, newest));
    }

    private String tail(String kind, boolean newest) {
        String headers = String.join("\n", field("rscc"), field("rscd"), field("rsce"), field("rscl"), field("rsct"));
        if (!atLeast(WITH_SNAPSHOT)) {
            return headers;
        }
        String snapshot = kind.equals("bs") ? call.query("snapshot").orElse("") : "";
        return kind + "\n" + snapshot + "\n" + (atLeast(WITH_SCOPE) ? field("ses") + "\n" : "") + (newest ? "\n\n" : "")
                + headers;
    }

    private String canonical(String kind) {
        String container = "/blob/" + call.account().name() + "/" + call.container();
        return switch (kind) {
            case "c" -> container;
            case "b", "bs" -> container + "/" + call.path();
            case "d" -> {
                List<String> parts = Names.parts(call.path());
                int depth = number("sdd");
                if (depth < 0 || depth > parts.size()) {
                    throw failed("sdd does not fit the path.");
                }
                yield depth == 0 ? container + "/" : container + "/" + String.join("/", parts.subList(0, depth));
            }
            default -> throw failed("sr is not well formed.");
        };
    }

    private int number(String field) {
        try {
            return Integer.parseInt(field(field));
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }

    /** The key the service hands out for this identity and time: it can be derived again from what the SAS says. */
    static String delegationKey(Call call) {
        return delegationKey(
                call,
                call.query("skoid").orElse(""),
                call.query("skt").orElse(""),
                call.query("ske").orElse(""));
    }

    static String delegationKey(Call call, String objectId, String start, String expiry) {
        return SharedKey.hmac(
                call.account().key1Base64(), "user delegation\n" + objectId + "\n" + start + "\n" + expiry);
    }

    private boolean atLeast(String version) {
        return field("sv").compareTo(version) >= 0;
    }

    private String field(String name) {
        return call.query(name).orElse("");
    }

    private static Refusal failed(String detail) {
        return new Refusal(
                403,
                "AuthenticationFailed",
                "Server failed to authenticate the request. Make sure the value of Authorization header is formed"
                        + " correctly including the signature. " + detail);
    }
}
