package io.github.azuredr.datashare.mapping;

import io.github.azuredr.datashare.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What becomes of a dataset in the second region. */
public sealed interface MappedDataSet {

    /**
     * It can be created there.
     *
     * @param body what is sent
     * @param roleScope the storage account the identity must be able to read; empty where roles do not help
     * @param manual what a person must do for it to work
     * @param notes what the reader should know
     */
    record Clonable(JsonObject body, Optional<String> roleScope, List<ManualStep> manual, List<String> notes)
            implements MappedDataSet {
        /** Copies the lists. */
        public Clonable {
            manual = List.copyOf(manual);
            notes = List.copyOf(notes);
        }
    }

    /**
     * It cannot, as things are.
     *
     * @param reason why, and what would change it
     */
    record NotClonable(String reason) implements MappedDataSet {}
}
