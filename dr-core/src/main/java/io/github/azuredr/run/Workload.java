package io.github.azuredr.run;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.codec.CodecException;
import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.step.Step;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A protected workload: its contract, its ports, and its steps read back from stored bytes.
 *
 * @param <P> the contract's port
 */
public final class Workload<P> {
    private static final Codec CODEC = Codec.create();

    private final WorkloadLine line;
    private final FailoverContract<P> contract;
    private final Map<Side, P> ports = new EnumMap<>(Side.class);

    /** Binds a contract to its place in the application. */
    public Workload(WorkloadLine line, FailoverContract<P> contract) {
        this.line = line;
        this.contract = contract;
    }

    /** Name, weight and order. */
    public WorkloadLine line() {
        return line;
    }

    /** The contract. */
    public FailoverContract<P> contract() {
        return contract;
    }

    synchronized P port(Side side) {
        return ports.computeIfAbsent(side, contract::port);
    }

    /** The interfaces a port shows, which the guard in front of it shows too. */
    static Class<?>[] interfacesOf(Object port) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> type = port.getClass(); type != null; type = type.getSuperclass()) {
            all.addAll(Set.of(type.getInterfaces()));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("port " + port.getClass().getName()
                    + ": must implement an interface, so that core can stand in front of it");
        }
        return all.toArray(Class<?>[]::new);
    }

    /** Whether this version of the application can run the step. */
    boolean knows(PlannedStep step) {
        return contract.stepTypes().typeOf(step.type()).isPresent();
    }

    /** The step's record, read from the stored body. */
    Step<P> step(PlannedStep planned) {
        Optional<Class<? extends Step<P>>> type = contract.stepTypes().typeOf(planned.type());
        if (type.isEmpty()) {
            throw new IllegalStateException("step " + planned.id() + ": type " + planned.type() + " is not known here");
        }
        try {
            return CODEC.read(planned.body(), type.get());
        } catch (CodecException e) {
            throw new IllegalStateException(
                    "step " + planned.id() + " of type " + planned.type() + ": " + e.getMessage(), e);
        }
    }
}
