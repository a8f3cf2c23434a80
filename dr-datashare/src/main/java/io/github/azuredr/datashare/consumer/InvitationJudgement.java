package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.json.JsonObject;

/** Whether an invitation may be accepted. */
public sealed interface InvitationJudgement {

    /**
     * It may.
     *
     * @param share the share's name
     * @param body what accepting it sends
     */
    record Accept(String share, JsonObject body) implements InvitationJudgement {}

    /**
     * It may not, or not without a person.
     *
     * @param rule short and stable, such as {@code terms-changed}
     * @param reason why, without anything personal
     */
    record Decline(String rule, String reason) implements InvitationJudgement {}
}
