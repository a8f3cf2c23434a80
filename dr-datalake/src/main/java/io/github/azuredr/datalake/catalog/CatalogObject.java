package io.github.azuredr.datalake.catalog;

/**
 * One object of a catalog.
 *
 * @param name where it is
 * @param version the service's change token; comparable only within one account, empty when the service gives none
 * @param definition what it is made of
 */
public record CatalogObject(ObjectName name, String version, Definition definition) {

    /** This object with another definition. */
    public CatalogObject with(Definition other) {
        return new CatalogObject(name, version, other);
    }
}
