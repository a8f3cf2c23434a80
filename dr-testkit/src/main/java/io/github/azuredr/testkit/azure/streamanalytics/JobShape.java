package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the two api-versions let a caller send: members, values and what the older one does not know. */
final class JobShape {
    static final String STABLE = "2020-03-01";
    static final String PREVIEW = "2021-10-01-preview";

    private static final Set<String> JOB = Set.of(
            "sku",
            "jobType",
            "outputStartMode",
            "outputStartTime",
            "eventsOutOfOrderPolicy",
            "outputErrorPolicy",
            "eventsOutOfOrderMaxDelayInSeconds",
            "eventsLateArrivalMaxDelayInSeconds",
            "dataLocale",
            "compatibilityLevel",
            "inputs",
            "transformation",
            "outputs",
            "functions",
            "jobStorageAccount",
            "contentStoragePolicy",
            "cluster");
    private static final Map<String, Set<String>> PARTS = Map.of(
            "inputs", Set.of("type", "serialization", "compression", "partitionKey", "datasource"),
            "outputs", Set.of("datasource", "timeWindow", "sizeWindow", "serialization"),
            "functions", Set.of("type", "properties"),
            "transformations", Set.of("streamingUnits", "query", "validStreamingUnits"));
    private static final Set<String> PREVIEW_TYPES = Set.of(
            "Microsoft.DBForPostgreSQL/servers/databases",
            "Microsoft.Kusto/clusters/databases",
            "Microsoft.EventGrid/EventSubscriptions",
            "Raw");
    private static final Set<String> MODES = Set.of("JobStartTime", "CustomTime", "LastOutputEventTime");

    private JobShape() {}

    static boolean isPreview(ArmCall call) {
        return call.query("api-version").orElse("").equals(PREVIEW);
    }

    static void requireJob(ArmCall call, Json body) {
        boolean preview = isPreview(call);
        if (!preview) {
            refuseMembers(body, "", List.of("sku"));
            refuseMembers(body.at("identity").orElseGet(Json::object), "identity.", List.of("userAssignedIdentities"));
        }
        Json properties = body.at("properties").orElseThrow(() -> invalid("properties is required."));
        Set<String> allowed = new HashSet<>(JOB);
        if (preview) {
            allowed.add("externals");
        }
        requireMembers(properties, "properties.", allowed);
        requireOneOf(properties, "eventsOutOfOrderPolicy", Set.of("Adjust", "Drop"));
        requireOneOf(properties, "outputErrorPolicy", Set.of("Stop", "Drop"));
        requireOneOf(properties, "compatibilityLevel", Set.of("1.0", "1.1", "1.2"));
        requireOneOf(properties, "jobType", Set.of("Cloud", "Edge"));
        requireOneOf(properties, "contentStoragePolicy", Set.of("SystemAccount", "JobStorageAccount"));
        requireOneOf(properties, "outputStartMode", MODES);
        long late = properties.number("eventsLateArrivalMaxDelayInSeconds").orElse(0L);
        if (late < -1 || late > 1_814_399) {
            throw invalid("eventsLateArrivalMaxDelayInSeconds must be between -1 and 1814399.");
        }
        if (properties.text("contentStoragePolicy").orElse("").equals("JobStorageAccount")
                && !properties.has("jobStorageAccount")) {
            throw invalid("jobStorageAccount is required when contentStoragePolicy is JobStorageAccount.");
        }
    }

    /** An input, output, function or transformation; {@code collection} is its segment. */
    static void requirePart(ArmCall call, String collection, Json body) {
        boolean preview = isPreview(call);
        requireMembers(body, "", Set.of("name", "properties"));
        Json properties = body.at("properties").orElseThrow(() -> invalid("properties is required."));
        Set<String> allowed = new HashSet<>(PARTS.getOrDefault(collection, Set.of()));
        if (preview && !collection.equals("functions")) {
            allowed.add("watermarkSettings");
        }
        requireMembers(properties, "properties.", allowed);
        if (collection.equals("inputs")) {
            requireOneOf(properties, "type", Set.of("Stream", "Reference"));
            requireText(body, "properties.type");
        }
        if (!preview
                && PREVIEW_TYPES.contains(properties.text("datasource.type").orElse(""))) {
            throw invalid("The datasource type '"
                    + properties.text("datasource.type").orElse("") + "' is not known to api-version " + STABLE + ".");
        }
        if (!preview) {
            previewMembers(properties)
                    .forEach(name -> refuseMembers(
                            properties.at("datasource.properties").orElseGet(Json::object),
                            "properties.datasource.properties.",
                            List.of(name)));
        }
        if (collection.equals("inputs") || collection.equals("outputs")) {
            requireText(body, "properties.datasource.type");
        }
        if (collection.equals("transformations")) {
            requireText(body, "properties.query");
        }
    }

    /** A part as this api-version shows it: the older one hides what it does not know. */
    static Json shown(ArmCall call, Json part) {
        if (isPreview(call)) {
            return part;
        }
        Json shown = part.without("properties.watermarkSettings").without("properties.lastOutputEventTimestamps");
        Json properties = shown.at("properties").orElseGet(Json::object);
        if (PREVIEW_TYPES.contains(properties.text("datasource.type").orElse(""))) {
            return shown.without("properties.datasource.properties");
        }
        for (String name : previewMembers(properties)) {
            shown = shown.without("properties.datasource.properties." + name);
        }
        return shown;
    }

    private static List<String> previewMembers(Json properties) {
        return switch (properties.text("datasource.type").orElse("")) {
            case "Microsoft.Storage/DocumentDB", "Microsoft.Sql/Server/DataWarehouse" -> List.of("authenticationMode");
            case "Microsoft.ServiceBus/EventHub", "Microsoft.EventHub/EventHub" ->
                List.of("prefetchCount", "partitionCount");
            case "Microsoft.Storage/Blob" ->
                List.of(
                        "blobName",
                        "deltaPathPattern",
                        "fullSnapshotRefreshRate",
                        "deltaSnapshotRefreshRate",
                        "blobWriteMode");
            default -> List.of();
        };
    }

    static void requireStart(Json body) {
        requireMembers(body, "", Set.of("outputStartMode", "outputStartTime"));
        requireOneOf(body, "outputStartMode", MODES);
        boolean custom = body.text("outputStartMode").orElse("").equals("CustomTime");
        if (custom != body.text("outputStartTime").isPresent()) {
            throw invalid("outputStartTime must be given exactly when outputStartMode is CustomTime.");
        }
    }

    static void requireText(Json json, String path) {
        if (json.text(path).isEmpty()) {
            throw invalid(path + " is required.");
        }
    }

    static ArmRefusal invalid(String message) {
        return ArmRefusal.badRequest("BadRequest", message);
    }

    private static void requireMembers(Json json, String prefix, Set<String> allowed) {
        for (String name : json.names()) {
            if (!allowed.contains(name)) {
                throw invalid("Could not find member '" + prefix + name + "' that can be set.");
            }
        }
    }

    private static void refuseMembers(Json json, String prefix, List<String> refused) {
        for (String name : refused) {
            if (json.has(name)) {
                throw invalid("Could not find member '" + prefix + name + "' in api-version " + STABLE + ".");
            }
        }
    }

    private static void requireOneOf(Json json, String name, Set<String> values) {
        json.text(name).filter(value -> !values.contains(value)).ifPresent(value -> {
            throw invalid("'" + value + "' is not a value of " + name + ".");
        });
    }
}
