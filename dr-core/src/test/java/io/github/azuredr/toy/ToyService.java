package io.github.azuredr.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One side's service in memory; it can go dark, fail some calls, and lose an answer after the effect. */
public final class ToyService implements ToyPort {
    public final Map<String, String> values = new TreeMap<>();
    public final List<String> calls = new ArrayList<>();
    public boolean dark;
    public int failures;
    public boolean readOnly;
    public int lostAnswers;

    @Override
    public synchronized Map<String, String> all() {
        call("all");
        return Map.copyOf(values);
    }

    @Override
    public synchronized void put(String name, String value) {
        call("put " + name);
        if (readOnly) {
            throw new IllegalStateException("403");
        }
        values.put(name, value);
        loseAnswer();
    }

    @Override
    public synchronized void remove(String name) {
        call("remove " + name);
        values.remove(name);
        loseAnswer();
    }

    private void call(String what) {
        calls.add(what);
        if (dark) {
            throw new IllegalStateException("no route to host");
        }
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("503");
        }
    }

    private void loseAnswer() {
        if (lostAnswers > 0) {
            lostAnswers--;
            throw new IllegalStateException("connection reset");
        }
    }
}
