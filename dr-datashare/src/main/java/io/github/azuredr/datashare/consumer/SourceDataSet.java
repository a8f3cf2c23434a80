package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.resource.Named;
import java.util.Locale;

/**
 * A dataset as its consumer sees it. Its id is new in every region; name, type and path are what it is recognised by.
 *
 * @param id what a mapping refers to, valid in one region only
 * @param name the provider's name for it
 * @param type its kind
 * @param path where it lies in its store
 */
public record SourceDataSet(String id, String name, String type, String path) {

    /** The dataset of an answer. */
    public static SourceDataSet of(Named source) {
        return new SourceDataSet(
                source.property("dataSetId").orElse(""),
                source.property("dataSetName").orElse(""),
                source.property("dataSetType").orElse(""),
                source.property("dataSetPath").orElse(""));
    }

    /** What it is recognised by in another region; names are compared without case, paths as they are. */
    Identity identity() {
        return new Identity(name.toLowerCase(Locale.ROOT), type, path);
    }

    record Identity(String name, String type, String path) {}
}
