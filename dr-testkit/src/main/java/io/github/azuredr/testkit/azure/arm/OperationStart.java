package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import java.util.Optional;

/**
 * What a provider says about an operation it starts.
 *
 * @param name what is done, in the provider's own words, such as {@code create}
 * @param resourceId the resource it is done to
 * @param region where the work and its result live
 * @param form how the client follows it
 * @param pollPath where it is polled, when not at the namespace's {@code locations/REGION/operationResults/ID}; the last
 *     segment becomes the operation's id
 * @param announcesRetryAfter whether answers on the way carry Retry-After
 * @param data what the provider wants to find again when the operation ends
 */
public record OperationStart(
        String name,
        String resourceId,
        String region,
        OperationForm form,
        Optional<String> pollPath,
        boolean announcesRetryAfter,
        Json data) {
    static final String ANSWER = "answer";
    static final String SIGNED = "signed";

    /** An operation of the plain kind. */
    public static OperationStart of(String name, ArmResource resource, OperationForm form) {
        return new OperationStart(name, resource.id(), resource.region(), form, Optional.empty(), true, Json.object());
    }

    /** This start, polled at this path. */
    public OperationStart at(String path) {
        return new OperationStart(name, resourceId, region, form, Optional.of(path), announcesRetryAfter, data);
    }

    /** This start, without Retry-After. */
    public OperationStart withoutRetryAfter() {
        return new OperationStart(name, resourceId, region, form, pollPath, false, data);
    }

    /** This start, with data for its end. */
    public OperationStart carrying(Json more) {
        return new OperationStart(name, resourceId, region, form, pollPath, announcesRetryAfter, more);
    }

    /** This start, whose poll ends with this body, or with an empty one, instead of the resource. */
    public OperationStart answering(Optional<Json> body) {
        return carrying(data.with(ANSWER, body));
    }

    /** This start, with a poll address that is signed, more than 3,000 characters long and new in each answer. */
    public OperationStart signed() {
        return carrying(data.with(SIGNED, true));
    }
}
