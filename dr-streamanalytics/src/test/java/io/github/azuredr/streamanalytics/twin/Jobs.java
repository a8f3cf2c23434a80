package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.streamanalytics.json.JsonTree;

/** Jobs for tests: from a hub to a database, as the service shows them. */
public final class Jobs {
    private Jobs() {}

    /** Shown by the service: read-only members, no secrets. */
    public static String shown(String region, String query) {
        return """
                {"id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/clicks",
                "name":"clicks","type":"Microsoft.StreamAnalytics/streamingjobs","location":"East US 2",
                "tags":{"team":"web"},"identity":{"type":"SystemAssigned","principalId":"p1","tenantId":"t1"},
                "properties":{"sku":{"name":"Standard"},"jobId":"j","provisioningState":"Succeeded","jobState":"Running",
                "outputStartMode":"CustomTime","outputStartTime":"2026-01-01T00:00:00Z","etag":"e",
                "lastOutputEventTime":"2026-01-02T00:00:00Z","createdDate":"2026-01-01T00:00:00Z",
                "compatibilityLevel":"1.2","eventsLateArrivalMaxDelayInSeconds":5,"newerSetting":{"a":[1,2]},
                "inputs":[{"id":"i","name":"hub","type":"t","properties":{"type":"Stream","etag":"e",
                "datasource":{"type":"Microsoft.ServiceBus/EventHub","properties":{"serviceBusNamespace":"hub-east",
                "eventHubName":"clicks","consumerGroupName":"asa","sharedAccessPolicyName":"listen","newer":true}},
                "serialization":{"type":"Json","properties":{"encoding":"UTF8"}}}}],
                "outputs":[{"name":"db","properties":{"datasource":{"type":"Microsoft.Sql/Server/Database",
                "properties":{"server":"sql-east.database.windows.net","database":"clicks","table":"clicks","user":"asa"}},
                "diagnostics":{"conditions":[]}}}],
                "functions":[],"transformation":{"name":"query","properties":{"streamingUnits":3,
                "query":"QUERY","validStreamingUnits":[1,3,6],"etag":"e"}}}}
                """.replace("East US 2", region).replace("QUERY", query);
    }

    public static JobDefinition east() {
        return JobDefinition.of(JsonTree.parse(shown("East US 2", "SELECT * INTO db FROM hub")));
    }

    public static RegionRewrite eastToCentral() {
        return RegionRewrite.between("eastus2", "centralus")
                .with(BoundKind.EVENT_HUBS, "hub-east", "hub-central")
                .with(BoundKind.SQL, "sql-east", "sql-central");
    }

    /** The job with one string replaced. */
    public static JobDefinition eastWith(String text, String replacement) {
        return JobDefinition.of(
                JsonTree.parse(shown("East US 2", "SELECT * INTO db FROM hub").replace(text, replacement)));
    }
}
