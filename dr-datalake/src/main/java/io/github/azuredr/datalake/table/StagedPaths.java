package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.job.JobIds;

/**
 * Where exported rows lie, on both sides alike: the name says which unit in which state, so that a file is written once and
 * never holds anything else.
 *
 * @param folder rooted, without a slash at its end
 */
record StagedPaths(String folder) {
    StagedPaths {
        if (!folder.startsWith("/") || folder.endsWith("/")) {
            throw new IllegalArgumentException(
                    "folder must begin with a slash and end without one: '" + folder + "'; such as /dr/tables");
        }
    }

    String of(Unit unit, UnitState state) {
        return folder + "/" + JobIds.of("unit", unit.table().toString(), String.join("\n", unit.label())) + "/"
                + state.fingerprint() + ".tsv";
    }
}
