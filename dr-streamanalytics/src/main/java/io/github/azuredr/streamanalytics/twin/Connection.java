package io.github.azuredr.streamanalytics.twin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of a type of input, output or function: where it is tied to a region and which keys it needs.
 *
 * @param bound the kind by pointer within its properties; {@code *} stands for every item of an array
 * @param secrets pointers of its keys and passwords, needed unless an identity signs in
 * @param identity whether a managed identity can sign in
 */
record Connection(Map<String, BoundKind> bound, List<String> secrets, boolean identity) {
    private static final Map<String, BoundKind> BLOB = Map.of(
            "/storageAccounts/*/accountName", BoundKind.STORAGE,
            "/container", BoundKind.CONTAINER,
            "/pathPattern", BoundKind.PATH,
            "/blobPathPrefix", BoundKind.PATH,
            "/blobName", BoundKind.PATH,
            "/deltaPathPattern", BoundKind.PATH);
    private static final Connection EVENT_HUB = new Connection(
            Map.of(
                    "/serviceBusNamespace", BoundKind.EVENT_HUBS,
                    "/eventHubName", BoundKind.EVENT_HUB,
                    "/consumerGroupName", BoundKind.CONSUMER_GROUP),
            List.of("/sharedAccessPolicyKey"),
            true);
    private static final Connection SERVICE_BUS = new Connection(
            Map.of("/serviceBusNamespace", BoundKind.SERVICE_BUS), List.of("/sharedAccessPolicyKey"), true);
    private static final Connection SQL = new Connection(
            Map.of("/server", BoundKind.SQL, "/database", BoundKind.DATABASE), List.of("/password"), true);
    private static final Connection LEARNING =
            new Connection(Map.of("/endpoint", BoundKind.ENDPOINT), List.of("/apiKey"), true);

    private static final Map<String, Connection> KNOWN = Map.ofEntries(
            Map.entry("Microsoft.Storage/Blob", new Connection(BLOB, List.of("/storageAccounts/*/accountKey"), true)),
            Map.entry("Microsoft.ServiceBus/EventHub", EVENT_HUB),
            Map.entry("Microsoft.EventHub/EventHub", EVENT_HUB),
            Map.entry(
                    "Microsoft.Devices/IotHubs",
                    new Connection(
                            Map.of(
                                    "/iotHubNamespace",
                                    BoundKind.IOT_HUB,
                                    "/consumerGroupName",
                                    BoundKind.CONSUMER_GROUP),
                            List.of("/sharedAccessPolicyKey"),
                            false)),
            Map.entry("Microsoft.Sql/Server/Database", SQL),
            Map.entry("Microsoft.Sql/Server/DataWarehouse", SQL),
            Map.entry(
                    "Microsoft.DBForPostgreSQL/servers/databases",
                    new Connection(
                            Map.of("/server", BoundKind.POSTGRES, "/database", BoundKind.DATABASE),
                            List.of("/password"),
                            false)),
            Map.entry(
                    "Microsoft.Storage/Table",
                    new Connection(Map.of("/accountName", BoundKind.STORAGE), List.of("/accountKey"), false)),
            Map.entry(
                    "Microsoft.Storage/DocumentDB",
                    new Connection(
                            Map.of("/accountId", BoundKind.COSMOS, "/database", BoundKind.DATABASE),
                            List.of("/accountKey"),
                            true)),
            Map.entry(
                    "Microsoft.AzureFunction",
                    new Connection(Map.of("/functionAppName", BoundKind.FUNCTION_APP), List.of("/apiKey"), false)),
            Map.entry("Microsoft.ServiceBus/Queue", SERVICE_BUS),
            Map.entry("Microsoft.ServiceBus/Topic", SERVICE_BUS),
            Map.entry(
                    "PowerBI",
                    new Connection(
                            Map.of("/groupId", BoundKind.POWER_BI, "/groupName", BoundKind.POWER_BI),
                            List.of("/refreshToken"),
                            true)),
            Map.entry(
                    "Microsoft.Kusto/clusters/databases",
                    new Connection(
                            Map.of("/cluster", BoundKind.KUSTO, "/database", BoundKind.DATABASE), List.of(), true)),
            Map.entry(
                    "Microsoft.EventGrid/EventSubscriptions",
                    new Connection(
                            Map.of(
                                    "/storageAccounts/*/accountName", BoundKind.STORAGE,
                                    "/subscriber/properties/serviceBusNamespace", BoundKind.EVENT_HUBS,
                                    "/subscriber/properties/eventHubName", BoundKind.EVENT_HUB,
                                    "/subscriber/properties/consumerGroupName", BoundKind.CONSUMER_GROUP),
                            List.of("/storageAccounts/*/accountKey", "/subscriber/properties/sharedAccessPolicyKey"),
                            true)),
            Map.entry("Raw", new Connection(Map.of("/payloadUri", BoundKind.ENDPOINT), List.of(), false)),
            Map.entry("Microsoft.MachineLearning/WebService", LEARNING),
            Map.entry("Microsoft.MachineLearningServices", LEARNING),
            Map.entry("Microsoft.StreamAnalytics/JavascriptUdf", new Connection(Map.of(), List.of(), false)),
            Map.entry(
                    "Microsoft.StreamAnalytics/CLRUdf",
                    new Connection(Map.of("/dllPath", BoundKind.PATH), List.of(), false)));
    private static final Set<String> EDGE = Set.of("gatewaymessagebus", "file");

    Connection {
        bound = Map.copyOf(bound);
        secrets = List.copyOf(secrets);
    }

    static Optional<Connection> of(String type) {
        return KNOWN.entrySet().stream()
                .filter(known -> known.getKey().equalsIgnoreCase(type))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A type only the mapping knows: these of its properties are tied to a region. */
    static Connection other(List<String> properties) {
        return new Connection(
                properties.stream().collect(Collectors.toMap(name -> "/" + name, name -> BoundKind.OTHER)),
                List.of(),
                true);
    }

    /** Why a type has no twin; empty when it has or is unknown. */
    static Optional<String> refusal(String type) {
        String known = type.toLowerCase(Locale.ROOT);
        if (EDGE.contains(known)) {
            return Optional.of("is of an edge job, which runs on a device and has no region");
        }
        return known.equals("microsoft.datalake/accounts")
                ? Optional.of("writes to Data Lake Storage Gen1, retired on 2024-02-29; use a Blob output on Gen2")
                : Optional.empty();
    }
}
