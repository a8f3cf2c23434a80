package io.github.azuredr.testkit.walk;

import io.github.azuredr.ProtectOption;
import io.github.azuredr.contract.FailoverContract;
import java.util.List;

/**
 * A workload of a {@link World}.
 *
 * @param name its name
 * @param contract a contract as a process that just started builds it
 * @param options order and weight
 */
public record ProtectedWorkload(String name, FailoverContract<?> contract, List<ProtectOption> options) {
    /** Copies its list. */
    public ProtectedWorkload {
        options = List.copyOf(options);
    }

    /** A workload with these options. */
    public static ProtectedWorkload of(String name, FailoverContract<?> contract, ProtectOption... options) {
        return new ProtectedWorkload(name, contract, List.of(options));
    }
}
