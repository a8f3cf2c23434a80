package io.github.azuredr.step;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The step types a contract knows, by versioned id. Ids are stored in journals for years: a type whose components change
 * gets a new version and the old one stays registered.
 *
 * @param <P> the contract's port
 */
public final class StepTypes<P> {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*/[1-9][0-9]*");

    private final Map<String, Class<? extends Step<P>>> byId;

    private StepTypes(Map<String, Class<? extends Step<P>>> byId) {
        this.byId = Collections.unmodifiableMap(byId);
    }

    /** No types yet. */
    public static <P> StepTypes<P> none() {
        return new StepTypes<>(Map.of());
    }

    /**
     * These types and one more.
     *
     * @param id {@code name/version}, such as {@code start-job/1}
     * @param type a record
     */
    public StepTypes<P> with(String id, Class<? extends Step<P>> type) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("step type id '" + id + "': must be name/version, such as start-job/1");
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException("step type " + id + ": " + type.getSimpleName()
                    + " must be a record, because its components are all that is stored");
        }
        if (byId.containsKey(id) || byId.containsValue(type)) {
            throw new IllegalArgumentException("step type " + id + ": the id or the record is registered already");
        }
        Map<String, Class<? extends Step<P>>> more = new LinkedHashMap<>(byId);
        more.put(id, type);
        return new StepTypes<>(more);
    }

    /** The id a step is stored under. */
    public String idOf(Step<P> step) {
        return byId.entrySet().stream()
                .filter(e -> e.getValue() == step.getClass())
                .map(Map.Entry::getKey)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalArgumentException(
                        "step " + step.getClass().getSimpleName() + ": not registered in the contract's stepTypes()"));
    }

    /** The record for an id, or empty when this version of the application does not know it. */
    public Optional<Class<? extends Step<P>>> typeOf(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All registered ids. */
    public Set<String> ids() {
        return byId.keySet();
    }
}
