package io.github.azuredr.datalake.azure.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.azuredr.datalake.catalog.CatalogObject;
import io.github.azuredr.datalake.catalog.CatalogPort.PartitionId;
import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.Fragment;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The catalog's JSON as objects. */
final class CatalogJson {
    private CatalogJson() {}

    static CatalogObject object(ObjectName name, JsonNode json, Definition definition) {
        return new CatalogObject(name, json.path("version").asText(""), definition);
    }

    static CatalogObject table(ObjectName schema, JsonNode json) {
        ObjectName name = ObjectName.table(schema.database(), schema.schema(), text(json, "tableName"));
        JsonNode remote = json.path("externalTable");
        Optional<Definition.Remote> external = remote.isObject()
                ? Optional.of(new Definition.Remote(
                        remote.path("dataSource").path("name").path("firstPart").asText(""), text(remote, "tableName")))
                : Optional.empty();
        JsonNode index = json.path("indexList").path(0);
        JsonNode spread = json.path("distributionInfo").isObject()
                ? json.path("distributionInfo")
                : index.path("distributionInfo");
        List<String> keys = texts(json.path("partitionKeyList"));
        return object(
                name,
                json,
                new Definition.Table(
                        columns(json.path("columnList")),
                        index.isObject()
                                ? Optional.of(new Definition.Index(
                                        text(index, "name"),
                                        keys(index.path("indexKeys")),
                                        index.path("isColumnstore").asBoolean(false)))
                                : Optional.empty(),
                        keys.isEmpty() ? texts(index.path("partitionKeyList")) : keys,
                        spread.isObject()
                                ? Optional.of(new Definition.Distribution(
                                        spread.path("type").asInt(-1),
                                        keys(spread.path("keys")),
                                        spread.path("count").asInt(0)))
                                : Optional.empty(),
                        external));
    }

    static CatalogObject tableType(ObjectName schema, JsonNode json) {
        return object(
                inSchema(ObjectKind.TABLE_TYPE, schema, text(json, "typeName")),
                json,
                new Definition.TableType(columns(json.path("columns"))));
    }

    /** Statistics that the service made by itself are left out: it makes them in the other account, too. */
    static Optional<CatalogObject> statistics(ObjectName schema, JsonNode json) {
        if (json.path("isAutoCreated").asBoolean(false)) {
            return Optional.empty();
        }
        String own = json.path("userStatName").asText("");
        ObjectName table = ObjectName.table(schema.database(), schema.schema(), text(json, "tableName"));
        Optional<String> filter = json.path("hasFilter").asBoolean(false)
                ? Optional.of(json.path("filterDefinition").asText(""))
                : Optional.empty();
        return Optional.of(object(
                ObjectName.ofTable(ObjectKind.STATISTICS, table, own.isEmpty() ? text(json, "statisticsName") : own),
                json,
                new Definition.Statistics(texts(json.path("colNames")), filter)));
    }

    static CatalogObject code(ObjectKind kind, ObjectName schema, JsonNode json) {
        String field =
                switch (kind) {
                    case FUNCTION -> "tvfName";
                    case PACKAGE -> "packageName";
                    case VIEW -> "viewName";
                    default -> "procName";
                };
        return object(
                inSchema(kind, schema, text(json, field)),
                json,
                new Definition.Code(json.path("definition").asText("")));
    }

    static CatalogObject dataSource(ObjectName database, JsonNode json) {
        return object(
                ObjectName.inDatabase(
                        ObjectKind.DATA_SOURCE, database.database(), text(json, "externalDataSourceName")),
                json,
                new Definition.DataSource(
                        json.path("provider").asText(""),
                        json.path("providerString").asText(""),
                        texts(json.path("pushdownTypes"))));
    }

    static CatalogObject assembly(ObjectName name, JsonNode json) {
        List<Definition.AssemblyFile> files = list(json.path("files"), file -> {
            String content = file.path("contentPath").asText("");
            String original = file.path("originalPath").asText("");
            return new Definition.AssemblyFile(
                    text(file, "type"), lastPart(original.isEmpty() ? content : original), content);
        });
        List<String> dependencies = list(json.path("dependencies"), each -> {
            JsonNode parts = each.path("entityId").path("name");
            String third = parts.path("thirdPart").asText("");
            String second = parts.path("secondPart").asText("");
            return !third.isEmpty() ? third : !second.isEmpty() ? second : text(parts, "firstPart");
        });
        return object(name, json, new Definition.Assembly(json.path("clrName").asText(""), files, dependencies));
    }

    static PartitionId partition(ObjectName table, JsonNode json) {
        List<String> label = texts(json.path("label"));
        ObjectName name = ObjectName.ofTable(ObjectKind.PARTITION, table, labelName(label));
        return new PartitionId(name, text(json, "partitionName"), new Definition.Partition(label));
    }

    /** Labels as one text; a separator inside a value is escaped. */
    static String labelName(List<String> label) {
        StringBuilder name = new StringBuilder();
        for (String value : label) {
            name.append(name.length() == 0 ? "" : "|")
                    .append(value.replace("\\", "\\\\").replace("|", "\\|"));
        }
        return label.isEmpty() ? "?" : name.length() == 0 ? "\\" : name.toString();
    }

    static Fragment fragment(JsonNode json) {
        return new Fragment(
                text(json, "parentId"),
                text(json, "fragmentId"),
                json.path("size").asLong(),
                json.path("rowCount").asLong(),
                instant(json.path("createDate").asText("")));
    }

    static CatalogObject access(String database, JsonNode json) {
        Definition.Access rule =
                new Definition.Access(text(json, "aceType"), text(json, "principalId"), text(json, "permission"));
        return new CatalogObject(
                new ObjectName(ObjectKind.ACCESS, database, "", "", rule.aceType() + " " + rule.principalId()),
                "",
                rule);
    }

    static ObjectName inSchema(ObjectKind kind, ObjectName schema, String name) {
        return ObjectName.inSchema(kind, schema.database(), schema.schema(), name);
    }

    /** A field that the object cannot do without. */
    static String text(JsonNode json, String field) {
        String text = json.path(field).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the field " + field + " is missing or empty");
        }
        return text;
    }

    static Instant instant(String text) {
        if (text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException("'" + text + "' is no time", unreadable);
        }
    }

    private static List<Definition.Column> columns(JsonNode json) {
        return list(json, each -> new Definition.Column(text(each, "name"), text(each, "type")));
    }

    private static List<Definition.KeyColumn> keys(JsonNode json) {
        return list(
                json,
                each -> new Definition.KeyColumn(
                        text(each, "name"), each.path("descending").asBoolean(false)));
    }

    static List<String> texts(JsonNode json) {
        return list(json, JsonNode::asText);
    }

    static <T> List<T> list(JsonNode json, Function<JsonNode, T> entry) {
        List<T> all = new ArrayList<>();
        json.forEach(each -> all.add(entry.apply(each)));
        return all;
    }

    private static String lastPart(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
