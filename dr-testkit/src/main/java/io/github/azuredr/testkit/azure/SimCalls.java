package io.github.azuredr.testkit.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The log of every call, in the order the calls ended; safe for concurrent use. */
public final class SimCalls {
    private final List<SimCall> calls = new ArrayList<>();

    SimCalls() {
        this(List.of());
    }

    private SimCalls(List<SimCall> calls) {
        this.calls.addAll(calls);
    }

    /** All calls of this view. */
    public synchronized List<SimCall> list() {
        return List.copyOf(calls);
    }

    /** How many calls this view holds. */
    public synchronized int count() {
        return calls.size();
    }

    /** Calls to an endpoint in this region, or about a resource in it. */
    public SimCalls to(String region) {
        return matching(call -> call.region().equals(region) || call.landedIn().equals(region));
    }

    /** Calls that changed something. */
    public SimCalls effects() {
        return matching(SimCall::effect);
    }

    /** Calls after this one; {@code since(azure.calls().count())} marks a point to compare from. */
    public SimCalls since(long number) {
        return matching(call -> call.number() > number);
    }

    /** Calls that fulfil a condition, as they are now. */
    public SimCalls matching(Predicate<SimCall> condition) {
        return new SimCalls(list().stream().filter(condition).toList());
    }

    /** Forgets everything logged so far; numbering goes on. */
    public synchronized void forget() {
        calls.clear();
    }

    synchronized void add(SimCall call) {
        calls.add(call);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        list().forEach(call -> text.append(call).append('\n'));
        return text.toString();
    }
}
