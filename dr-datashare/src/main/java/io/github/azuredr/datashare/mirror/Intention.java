package io.github.azuredr.datashare.mirror;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import java.util.Optional;

/** One thing to be brought about in the second region; each is safe to repeat. */
public sealed interface Intention {
    /** Stands for the identity of an account that does not exist yet. */
    String NOT_YET_KNOWN = "{principalId}";

    /** One line for people. */
    String title();

    /**
     * The request it comes to.
     *
     * @param target the second region's account
     * @param principalId the account's identity, once it is known
     */
    IntendedRequest request(AccountId target, Optional<String> principalId);

    /**
     * The namespace is registered in a subscription.
     *
     * @param subscriptionId which
     */
    record RegisterNamespace(String subscriptionId) implements Intention {
        @Override
        public String title() {
            return "register Microsoft.DataShare in subscription " + subscriptionId;
        }

        @Override
        public IntendedRequest request(AccountId target, Optional<String> principalId) {
            return new IntendedRequest(
                    "POST",
                    "/subscriptions/" + subscriptionId + "/providers/Microsoft.DataShare/register",
                    "2021-04-01",
                    Optional.empty());
        }
    }

    /**
     * The account exists, with an identity of its own.
     *
     * @param body what is sent
     */
    record CreateAccount(JsonObject body) implements Intention {
        @Override
        public String title() {
            return "create the account in " + body.text("location").orElse("");
        }

        @Override
        public IntendedRequest request(AccountId target, Optional<String> principalId) {
            return IntendedRequest.put(target.path(), body);
        }
    }

    /**
     * The account's identity may read a store.
     *
     * @param scope the store's resource id
     * @param role the GUID of the role definition
     */
    record AssignRole(String scope, String role) implements Intention {
        @Override
        public String title() {
            return "let the account's identity read " + scope.substring(scope.lastIndexOf('/') + 1);
        }

        @Override
        public IntendedRequest request(AccountId target, Optional<String> principalId) {
            RoleAssignment assignment = assignment(principalId.orElse(NOT_YET_KNOWN));
            // Its name depends on the identity, which only the account's creation brings.
            String path = principalId.isPresent()
                    ? assignment.path()
                    : scope + "/providers/Microsoft.Authorization/roleAssignments/{name}";
            return new IntendedRequest("PUT", path, "2022-04-01", Optional.of(assignment.body()));
        }

        /** The assignment to this identity. */
        public RoleAssignment assignment(String principalId) {
            return new RoleAssignment(scope, role, principalId);
        }
    }

    /**
     * A share is as in the first region.
     *
     * @param share its name
     * @param body what is sent
     */
    record PutShare(String share, JsonObject body) implements Intention {
        @Override
        public String title() {
            return "share " + share;
        }

        @Override
        public IntendedRequest request(AccountId target, Optional<String> principalId) {
            return IntendedRequest.put(target.path() + "/shares/" + share, body);
        }
    }

    /**
     * A consumer is invited.
     *
     * @param share to which share
     * @param name the invitation's name
     * @param consumer the consumer's id in the provider's registry
     * @param target the properties that say who it is; they hold an address
     * @param expires until when it may be answered, as ISO 8601
     */
    record Invite(String share, String name, String consumer, JsonObject target, Optional<String> expires)
            implements Intention {
        @Override
        public String title() {
            return "invitation " + name + " to share " + share;
        }

        @Override
        public IntendedRequest request(AccountId account, Optional<String> principalId) {
            return IntendedRequest.put(
                    account.path() + "/shares/" + share + "/" + ShareChild.INVITATIONS.segment() + "/" + name,
                    JsonObject.empty().with("properties", target).withOptional("properties.expirationDate", expires));
        }

        /** Without the address. */
        @Override
        public String toString() {
            return "Invite[" + name + " to " + share + "]";
        }
    }

    /**
     * A dataset or schedule is there.
     *
     * @param share the share it belongs to
     * @param what what it is
     * @param name its name
     * @param body what is sent
     */
    record PutChild(String share, ShareChild what, String name, JsonObject body) implements Intention {
        @Override
        public String title() {
            return switch (what) {
                case DATA_SETS -> "dataset " + name + " of share " + share;
                case SCHEDULES -> "schedule " + name + " of share " + share;
                case INVITATIONS, SUBSCRIPTIONS -> what.segment() + " " + name + " of share " + share;
            };
        }

        @Override
        public IntendedRequest request(AccountId target, Optional<String> principalId) {
            return IntendedRequest.put(target.path() + "/shares/" + share + "/" + what.segment() + "/" + name, body);
        }
    }
}
