package io.github.azuredr.datashare.mirror;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a dataset that is there is the one that is wanted. */
final class DataSetSameness {
    private static final List<String> ANY_CASE =
            List.of("subscriptionId", "resourceGroup", "storageAccountName", "accountName");

    private DataSetSameness() {}

    static boolean same(JsonObject wanted, Named there) {
        JsonObject want = wanted.at("properties").orElseGet(JsonObject::empty);
        JsonObject have =
                there.body().at("properties").orElseGet(JsonObject::empty).only(want.names());
        return wanted.text("kind").equals(Optional.of(there.kind()))
                && folded(want).equals(folded(have));
    }

    /** Ids and names of stores are compared without case, paths as they are. */
    private static JsonObject folded(JsonObject properties) {
        JsonObject folded = properties;
        for (String name : properties.names()) {
            Optional<String> text = properties.text(name);
            if (text.isPresent() && (ANY_CASE.contains(name) || name.endsWith("ResourceId"))) {
                folded = folded.with(name, text.get().toLowerCase(Locale.ROOT));
            }
        }
        return folded;
    }
}
