package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.DataSetKind;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.ScratchPlace;
import java.util.Locale;
import java.util.Optional;

/**
 * A mapping bent to a rehearsal's container: each has a folder of its own there, so that nothing meets anything.
 *
 * @param place where it goes
 * @param body what is sent, but for the dataset's id
 */
record RehearsalMapping(ScratchPlace place, JsonObject body) {

    /** The folder of a subscription in a rehearsal's container. */
    static String folder(String subscription) {
        return subscription.toLowerCase(Locale.ROOT);
    }

    /** The bent mapping; empty for a target that is no storage account. */
    static Optional<RehearsalMapping> of(Named mapping, String subscription, String container) {
        Optional<DataSetKind> kind = DataSetKind.of(mapping.kind());
        Optional<String> store = mapping.property("storageAccountName");
        if (kind.isEmpty() || store.isEmpty()) {
            return Optional.empty();
        }
        String folder = folder(subscription) + "/" + mapping.name();
        JsonObject properties = mapping.body().at("properties").orElseGet(JsonObject::empty);
        Optional<JsonObject> bent =
                switch (kind.get()) {
                    case BLOB -> Optional.of(file("Blob", "containerName", container, folder, properties));
                    case ADLS_GEN2_FILE ->
                        Optional.of(file("AdlsGen2File", "fileSystem", container, folder, properties));
                    case CONTAINER, BLOB_FOLDER ->
                        Optional.of(tree("BlobFolder", "containerName", "prefix", container, folder, properties));
                    case ADLS_GEN2_FILE_SYSTEM, ADLS_GEN2_FOLDER ->
                        Optional.of(tree("AdlsGen2Folder", "fileSystem", "folderPath", container, folder, properties));
                    default -> Optional.empty();
                };
        return bent.map(body -> new RehearsalMapping(new ScratchPlace(store.get(), container), body));
    }

    private static JsonObject file(String kind, String holder, String container, String folder, JsonObject properties) {
        String path = properties.text("filePath").orElse("file");
        return at(kind, properties)
                .with("properties." + holder, container)
                .with("properties.filePath", folder + "/" + path.substring(path.lastIndexOf('/') + 1))
                .withOptional("properties.outputType", properties.text("outputType"));
    }

    private static JsonObject tree(
            String kind, String holder, String folderField, String container, String folder, JsonObject properties) {
        return at(kind, properties).with("properties." + holder, container).with("properties." + folderField, folder);
    }

    private static JsonObject at(String kind, JsonObject properties) {
        return JsonObject.empty()
                .with("kind", kind)
                .withOptional("properties.storageAccountName", properties.text("storageAccountName"))
                .withOptional("properties.resourceGroup", properties.text("resourceGroup"))
                .withOptional("properties.subscriptionId", properties.text("subscriptionId"));
    }
}
