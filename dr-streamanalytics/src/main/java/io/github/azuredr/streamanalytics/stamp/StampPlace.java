package io.github.azuredr.streamanalytics.stamp;

/** Where the stamp travels. */
public enum StampPlace {
    /** As fields of the JSON body: plain columns for the query. */
    BODY,
    /** As properties: the body stays as it is; a query reads them with GetMetadataPropertyValue. */
    PROPERTIES,
    /** Both. */
    BODY_AND_PROPERTIES
}
