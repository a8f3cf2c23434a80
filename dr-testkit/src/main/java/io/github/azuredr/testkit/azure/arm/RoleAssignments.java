package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Role assignments at any scope: who holds which role there. They are kept; what needs one asks. */
final class RoleAssignments {
    private static final String TYPE = "/providers/Microsoft.Authorization/roleAssignments";
    private static final String PREFIX = "arm/role-assignments";
    private static final Pattern GUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ROLE =
            Pattern.compile("(?i)(/subscriptions/[^/]+)?/providers/Microsoft\\.Authorization/roleDefinitions/([^/]+)");
    private static final Pattern PRINCIPAL_FILTER =
            Pattern.compile("(?i)(?:principalId eq|assignedTo\\()\\s*'([^']*)'\\)?");

    private final ResourceManager arm;
    private final SimState state;

    RoleAssignments(ResourceManager arm) {
        this.arm = arm;
        this.state = arm.azure().state();
    }

    void addRoutes(ArmRoutes routes) {
        String one = "{scope...}" + TYPE + "/{name}";
        routes.on("PUT", one, this::put)
                .on(
                        "GET",
                        one,
                        call -> SimResponse.json(
                                200,
                                find(call.path())
                                        .orElseThrow(() -> absent(call))
                                        .toString()))
                .on("DELETE", one, this::delete)
                .on("GET", "{scope...}" + TYPE, this::list);
    }

    /** Since when a principal holds one of these roles at this scope or above it. */
    Optional<Instant> heldSince(String scope, String principal, Set<String> roles) {
        return all().stream()
                .filter(one -> ArmIds.isWithin(scope, scope(one)))
                .filter(one -> one.text("properties.principalId").orElse("").equalsIgnoreCase(principal))
                .filter(one -> roles.contains(ArmIds.fold(
                        ArmIds.name(one.text("properties.roleDefinitionId").orElse("")))))
                .flatMap(one -> one.text("properties.createdOn").stream())
                .map(Instant::parse)
                .min(Comparator.naturalOrder());
    }

    private SimResponse put(ArmCall call) {
        String name = call.parameter("name");
        if (!GUID.matcher(name).matches()) {
            throw ArmRefusal.badRequest(
                    "InvalidRoleAssignmentId",
                    "The role assignment ID '" + name + "' is not valid. The role assignment ID must be a GUID.");
        }
        String scope = requireScope(call);
        Json properties = call.body().at("properties").orElseThrow(() -> invalid("properties", "is missing"));
        String role = properties
                .text("roleDefinitionId")
                .filter(id -> ROLE.matcher(id).matches())
                .orElseThrow(() -> invalid("roleDefinitionId", "must be the id of a role definition"));
        String principal = properties
                .text("principalId")
                .filter(id -> GUID.matcher(id).matches())
                .orElseThrow(() -> invalid("principalId", "must be a GUID"));
        Optional<Json> existing = find(call.path());
        if (existing.isPresent()) {
            if (!isSame(existing.get(), scope, role, principal)) {
                throw ArmRefusal.badRequest(
                        "RoleAssignmentUpdateNotPermitted",
                        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
            }
            return SimResponse.json(200, existing.get().toString());
        }
        if (all().stream().anyMatch(other -> isSame(other, scope, role, principal))) {
            throw new ArmRefusal(409, "RoleAssignmentExists", "The role assignment already exists.");
        }
        return SimResponse.json(201, keep(call, scope, properties).toString());
    }

    private Json keep(ArmCall call, String scope, Json properties) {
        String now = arm.azure().clock().instant().toString();
        Json body = Json.object()
                .with("id", call.path())
                .with("name", call.parameter("name"))
                .with("type", "Microsoft.Authorization/roleAssignments")
                .with(
                        "properties",
                        properties
                                .with(
                                        "principalType",
                                        properties.text("principalType").orElse("User"))
                                .with("scope", scope)
                                .with("createdOn", now)
                                .with("updatedOn", now)
                                .with("createdBy", call.caller().principalId())
                                .with("updatedBy", call.caller().principalId()));
        state.put(PREFIX + ArmIds.fold(call.path()), body.bytes());
        return body;
    }

    private SimResponse delete(ArmCall call) {
        Optional<Json> existing = find(call.path());
        state.remove(PREFIX + ArmIds.fold(call.path()));
        return existing.map(body -> SimResponse.json(200, body.toString())).orElseGet(() -> SimResponse.of(204));
    }

    private SimResponse list(ArmCall call) {
        String scope = requireScope(call);
        Optional<String> filter = call.query("$filter");
        Predicate<Json> wanted = filter.map(RoleAssignments::parse).orElse(any -> true);
        boolean below = filter.map(text -> !text.contains("atScope()")).orElse(true);
        return arm.page(
                call,
                all().stream()
                        .filter(one ->
                                ArmIds.isWithin(scope, scope(one)) || (below && ArmIds.isWithin(scope(one), scope)))
                        .filter(wanted)
                        .toList());
    }

    /** Understands {@code atScope()}, {@code principalId eq 'id'}, {@code assignedTo('id')}, and them joined by and. */
    private static Predicate<Json> parse(String filter) {
        Predicate<Json> all = any -> true;
        for (String term : filter.split("(?i)\\s+and\\s+")) {
            Matcher principal = PRINCIPAL_FILTER.matcher(term.trim());
            if (principal.matches()) {
                String id = principal.group(1);
                all = all.and(
                        one -> one.text("properties.principalId").orElse("").equalsIgnoreCase(id));
            } else if (!term.trim().equalsIgnoreCase("atScope()")) {
                throw ArmRefusal.badRequest("InvalidFilter", "The filter '" + filter + "' is not supported.");
            }
        }
        return all;
    }

    private String requireScope(ArmCall call) {
        String scope = call.parameter("scope");
        int segments = ArmIds.segments(scope).size();
        if (segments > 2 && arm.resources().find(scope).isEmpty()) {
            throw segments == 4
                    ? new ArmRefusal(
                            404,
                            "ResourceGroupNotFound",
                            "Resource group '" + ArmIds.name(scope) + "' could not be found.")
                    : ArmRefusal.notFound(scope);
        }
        return scope;
    }

    private Optional<Json> find(String id) {
        return state.get(PREFIX + ArmIds.fold(id)).map(Json::from);
    }

    private List<Json> all() {
        return state.keys(PREFIX).stream()
                .flatMap(key -> state.get(key).stream())
                .map(Json::from)
                .toList();
    }

    private static String scope(Json assignment) {
        return assignment.text("properties.scope").orElseThrow();
    }

    private static boolean isSame(Json one, String scope, String role, String principal) {
        return scope(one).equalsIgnoreCase(scope)
                && one.text("properties.principalId").orElse("").equalsIgnoreCase(principal)
                && ArmIds.name(one.text("properties.roleDefinitionId").orElse(""))
                        .equalsIgnoreCase(ArmIds.name(role));
    }

    private static ArmRefusal invalid(String field, String rule) {
        return ArmRefusal.badRequest(
                "BadRequestFormat", "The request was incorrectly formatted: " + field + " " + rule + ".");
    }

    private static ArmRefusal absent(ArmCall call) {
        return new ArmRefusal(
                404, "RoleAssignmentNotFound", "The role assignment '" + call.parameter("name") + "' is not found.");
    }
}
