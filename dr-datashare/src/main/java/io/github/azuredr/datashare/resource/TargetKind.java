package io.github.azuredr.datashare.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a mapping of one kind sets besides the dataset's id. A target is described as a dataset of its kind is, but for
 * three things: Gen1 cannot be a target, Data Explorer targets name a cluster, and single files may name a format.
 *
 * @param kind the kind
 * @param fields what may be set
 */
public record TargetKind(DataSetKind kind, List<String> fields) {

    /** Copies the fields. */
    public TargetKind {
        fields = List.copyOf(fields);
    }

    /** The target kind of this name on the wire; empty for one that cannot be a target or is not known. */
    public static Optional<TargetKind> of(String wireName) {
        return DataSetKind.of(wireName)
                .filter(kind -> kind.store() != StoreType.GEN1_ACCOUNT)
                .map(kind -> new TargetKind(kind, fields(kind)));
    }

    private static List<String> fields(DataSetKind kind) {
        if (kind.store() == StoreType.KUSTO_CLUSTER) {
            return List.of("kustoClusterResourceId");
        }
        List<String> fields = new ArrayList<>(kind.fields());
        if (kind == DataSetKind.BLOB || kind == DataSetKind.ADLS_GEN2_FILE) {
            fields.add("outputType");
        }
        return fields;
    }
}
