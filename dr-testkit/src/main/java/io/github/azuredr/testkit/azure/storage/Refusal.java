package io.github.azuredr.testkit.azure.storage;

import java.util.Map;
import java.util.TreeMap;

/** The service says no: status, error code and message as it documents them; rendered per endpoint at the edge. */
@SuppressWarnings("serial") // never serialised; it lives inside one call
final class Refusal extends RuntimeException {
    private final int status;
    private final String code;
    private final Map<String, String> headers = new TreeMap<>();

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** This refusal with one more answer header. */
    Refusal with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        String text = getMessage();
        return text == null ? code : text;
    }

    Map<String, String> headers() {
        return headers;
    }

    static Refusal missingHeader(String name) {
        return new Refusal(
                400,
                "MissingRequiredHeader",
                "An HTTP header that's mandatory for this request is not specified: " + name + ".");
    }

    static Refusal badHeader(String name) {
        return new Refusal(
                400,
                "InvalidHeaderValue",
                "The value for one of the HTTP headers is not in the correct format: " + name + ".");
    }

    static Refusal missingQuery(String name) {
        return new Refusal(
                400,
                "MissingRequiredQueryParameter",
                "A query parameter that's mandatory for this request is not specified: " + name + ".");
    }

    static Refusal badQuery(String name) {
        return new Refusal(
                400,
                "InvalidQueryParameterValue",
                "Value for one of the query parameters specified in the request URI is invalid: " + name + ".");
    }

    static Refusal outOfRangeQuery(String name) {
        return new Refusal(
                400,
                "OutOfRangeQueryParameterValue",
                "One of the query parameters specified in the request URI is outside the permissible range: " + name
                        + ".");
    }

    static Refusal unsupportedHeader(String name) {
        return new Refusal(
                400,
                "UnsupportedHeader",
                "One of the HTTP headers specified in the request is not supported: " + name + ".");
    }

    static Refusal verb() {
        return new Refusal(405, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.");
    }

    static Refusal noBlob() {
        return new Refusal(404, "BlobNotFound", "The specified blob does not exist.");
    }

    static Refusal noPath() {
        return new Refusal(404, "PathNotFound", "The specified path does not exist.");
    }

    static Refusal condition() {
        return new Refusal(
                412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
    }
}
