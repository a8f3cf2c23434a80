package io.github.azuredr.datashare.invite;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.error.RecoveryException;

/** How a consumer is reached; it prints without the address. */
public sealed interface ConsumerAddress {

    /** The properties of an invitation that name the consumer. */
    JsonObject target();

    /**
     * By the e-mail address it signs in with; an alias does not work.
     *
     * @param address the address
     */
    record Email(String address) implements ConsumerAddress {
        /** Refuses what is no address. */
        public Email {
            if (address.indexOf('@') < 1) {
                throw new RecoveryException(
                        "ConsumerAddress.Email.address is no e-mail address.",
                        "give the address the consumer signs in with.");
            }
        }

        @Override
        public JsonObject target() {
            return JsonObject.empty().with("targetEmail", address);
        }

        @Override
        public String toString() {
            return "Email[***]";
        }
    }

    /**
     * By principal, which lets a service accept without a person.
     *
     * @param tenantId its tenant
     * @param objectId its object id: of a service principal, not of the application and not of a Data Share account
     */
    record Principal(String tenantId, String objectId) implements ConsumerAddress {
        /** Refuses blanks. */
        public Principal {
            if (tenantId.isBlank() || objectId.isBlank()) {
                throw new RecoveryException(
                        "ConsumerAddress.Principal is missing tenantId or objectId.", "give both ids.");
            }
        }

        @Override
        public JsonObject target() {
            return JsonObject.empty().with("targetActiveDirectoryId", tenantId).with("targetObjectId", objectId);
        }

        @Override
        public String toString() {
            return "Principal[***]";
        }
    }

    /** By e-mail address. */
    static ConsumerAddress email(String address) {
        return new Email(address);
    }

    /** By principal. */
    static ConsumerAddress principal(String tenantId, String objectId) {
        return new Principal(tenantId, objectId);
    }
}
