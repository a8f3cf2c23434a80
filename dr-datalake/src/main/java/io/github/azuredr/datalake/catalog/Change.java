package io.github.azuredr.datalake.catalog;

/** One difference between the two sides of a catalog. */
public sealed interface Change {
    /** Which object. */
    ObjectName name();

    /** Only the source has it. */
    record Missing(CatalogObject source) implements Change {
        @Override
        public ObjectName name() {
            return source.name();
        }
    }

    /** Both have it, and it differs. */
    record Different(CatalogObject source, CatalogObject target) implements Change {
        @Override
        public ObjectName name() {
            return source.name();
        }
    }

    /** Only the target has it. */
    record Surplus(CatalogObject target) implements Change {
        @Override
        public ObjectName name() {
            return target.name();
        }
    }
}
