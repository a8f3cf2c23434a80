package io.github.azuredr.datalake.catalog;

/** Carries a problem from where it is seen to where the object's statement would have been written. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CatalogProblem.Rule rule;

    Refused(CatalogProblem.Rule rule, String reason) {
        super(reason, null, false, false);
        this.rule = rule;
    }

    CatalogProblem of(ObjectName object) {
        return new CatalogProblem(object, rule, String.valueOf(getMessage()));
    }
}
