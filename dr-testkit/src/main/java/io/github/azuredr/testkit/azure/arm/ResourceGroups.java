package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resource groups: each lives in a region of its own, and takes its resources along when it is deleted. */
final class ResourceGroups {
    static final String NAMESPACE = "Microsoft.Resources";

    private static final Pattern NAME = Pattern.compile("[-\\w._()]{0,89}[-\\w_()]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern TAG_FILTER =
            Pattern.compile("tagName eq '([^']+)'(?: and tagValue eq '([^']*)')?", Pattern.CASE_INSENSITIVE);
    private static final String GROUPS = "/subscriptions/{subscription}/resourceGroups";
    private static final String GROUP = GROUPS + "/{group}";
    private static final String STATE = "properties.provisioningState";

    private final ResourceManager arm;
    private final Subscriptions subscriptions;

    ResourceGroups(ResourceManager arm, Subscriptions subscriptions) {
        this.arm = arm;
        this.subscriptions = subscriptions;
    }

    void addRoutes(ArmRoutes core) {
        core.on("PUT", GROUP, this::put)
                .on("PATCH", GROUP, this::patch)
                .on("GET", GROUP, call -> json(200, require(call.path())))
                .on("HEAD", GROUP, call -> SimResponse.of(find(call.path()).isPresent() ? 204 : 404))
                .on("DELETE", GROUP, this::delete)
                .on("GET", GROUPS, this::list)
                .on("GET", GROUP + "/resources", this::resources)
                .on("GET", "/subscriptions/{subscription}/resources", this::resources);
    }

    Optional<ArmResource> find(String id) {
        return arm.resources().find(id);
    }

    ArmResource require(String id) {
        return find(id).orElseThrow(() -> new ArmRefusal(
                404, "ResourceGroupNotFound", "Resource group '" + ArmIds.name(id) + "' could not be found."));
    }

    static boolean isBeingDeleted(ArmResource group) {
        return group.body().text(STATE).equals(Optional.of("Deleting"));
    }

    ArmResource create(String subscription, String name, String region) {
        String id = "/subscriptions/" + subscription + "/resourceGroups/" + name;
        Json body = Json.object()
                .with("id", id)
                .with("name", name)
                .with("type", NAMESPACE + "/resourceGroups")
                .with("location", region)
                .with(STATE, "Succeeded");
        return arm.resources().put(new ArmResource(id, region, body));
    }

    void finished(ArmOperation deletion) {
        if (deletion.succeeded()) {
            arm.resources().remove(deletion.resourceId());
        } else {
            find(deletion.resourceId()).ifPresent(group -> arm.resources().put(group.with(STATE, "Succeeded")));
        }
    }

    private SimResponse put(ArmCall call) {
        String name = call.parameter("group");
        if (!NAME.matcher(name).matches()) {
            throw ArmRefusal.badRequest(
                    "InvalidResourceGroup",
                    "The provided resource group name '" + name
                            + "' is invalid: 1 to 90 letters, digits, '_', '-', '.',"
                            + " '(' and ')', not ending with '.'.");
        }
        Json body = call.body();
        String location = body.text("location")
                .orElseThrow(() -> ArmRefusal.badRequest(
                        "LocationRequired", "The location property is required for this definition."));
        String region = subscriptions
                .region(location)
                .map(facts -> facts.region().name())
                .orElseThrow(() -> ArmRefusal.badRequest(
                        "LocationNotAvailableForResourceGroup",
                        "The provided location '" + location + "' is not available for resource group."));
        Optional<ArmResource> existing = find(call.path());
        if (existing.isPresent() && !existing.get().region().equals(region)) {
            throw new ArmRefusal(
                    409,
                    "InvalidResourceGroupLocation",
                    "Invalid resource group location '" + location
                            + "'. The Resource group already exists in location '"
                            + existing.get().region() + "'.");
        }
        ArmResource group = existing.orElseGet(() -> create(call.parameter("subscription"), name, region));
        return json(existing.isPresent() ? 200 : 201, tagged(group, body));
    }

    private SimResponse patch(ArmCall call) {
        return json(200, tagged(require(call.path()), call.body()));
    }

    private ArmResource tagged(ArmResource group, Json body) {
        return arm.resources()
                .put(body.at("tags").map(tags -> group.with("tags", tags)).orElse(group));
    }

    private SimResponse delete(ArmCall call) {
        ArmResource group = require(call.path());
        arm.resources().put(group.with(STATE, "Deleting"));
        String path = "/subscriptions/" + call.parameter("subscription") + "/operationresults/RGDELETE-"
                + ArmIds.fold(group.name()) + "-"
                + arm.azure().clock().instant().toEpochMilli();
        return arm.operations()
                .accepted(
                        call,
                        arm.operations()
                                .start(
                                        call,
                                        NAMESPACE,
                                        OperationStart.of("delete", group, OperationForm.LOCATION)
                                                .at(path)));
    }

    private SimResponse list(ArmCall call) {
        Optional<String> filter = call.query("$filter");
        List<Json> groups = arm.resources().within("/subscriptions/" + call.parameter("subscription")).stream()
                .filter(resource -> ArmIds.segments(resource.id()).size() == 4)
                .map(ArmResource::body)
                .filter(body -> filter.map(text -> fits(body, text)).orElse(true))
                .toList();
        return arm.page(call, groups);
    }

    private static boolean fits(Json body, String filter) {
        Matcher matcher = TAG_FILTER.matcher(filter);
        if (!matcher.matches()) {
            throw ArmRefusal.badRequest("InvalidFilterInQueryString", "Invalid $filter '" + filter + "'.");
        }
        Optional<String> tag = body.text("tags." + matcher.group(1));
        return tag.isPresent()
                && Optional.ofNullable(matcher.group(2))
                        .map(value -> tag.get().equals(value))
                        .orElse(true);
    }

    private SimResponse resources(ArmCall call) {
        String scope = call.path().substring(0, call.path().lastIndexOf('/'));
        if (call.parameters().containsKey("group")) {
            require(scope);
        }
        List<Json> found = arm.resources().within(scope).stream()
                .filter(resource -> ArmIds.segments(resource.id()).size() == 8)
                .map(resource -> brief(resource.body()))
                .toList();
        return arm.page(call, found);
    }

    private static Json brief(Json body) {
        return body.without("properties").without("systemData");
    }

    private static SimResponse json(int status, ArmResource group) {
        return SimResponse.json(status, group.body().toString());
    }
}
