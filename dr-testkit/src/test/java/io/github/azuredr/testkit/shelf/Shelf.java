package io.github.azuredr.testkit.shelf;

import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One side's shelf in memory. */
public final class Shelf implements ShelfPort {
    public final Map<String, Thing> things = new TreeMap<>();
    public final Map<String, String> aside = new TreeMap<>();
    public final List<String> notices = new ArrayList<>();
    public String mode = "";
    public String label = "";
    public boolean dark;
    public int calls;
    public int failures;
    private final Side side;
    private final Map<String, Integer> effects;
    private long epoch;
    private long versions;
    private long scratch;

    Shelf(Side side, Map<String, Integer> effects) {
        this.side = side;
        this.effects = effects;
    }

    /** What the application itself writes, not through the port. */
    public void write(String name, String value) {
        things.put(name, new Thing(value, ++versions));
    }

    String fingerprint() {
        Map<String, String> values = new TreeMap<>();
        things.forEach((name, thing) -> values.put(name, thing.value()));
        return side + " mode=" + mode + " label=" + label + " things=" + values + " aside=" + aside + " notices="
                + notices + " scratch=" + (scratch != 0);
    }

    @Override
    public synchronized Map<String, Thing> things() {
        call();
        return Map.copyOf(things);
    }

    @Override
    public synchronized String mode() {
        call();
        return mode;
    }

    @Override
    public synchronized String label() {
        call();
        return label;
    }

    @Override
    public synchronized List<String> notices() {
        call();
        return List.copyOf(notices);
    }

    @Override
    public synchronized boolean put(String name, String value, long seen) {
        call();
        long there = things.containsKey(name) ? things.get(name).version() : 0;
        if (mode.equals("serve") || there != seen) {
            return false;
        }
        write(name, value);
        effect("put " + name);
        return true;
    }

    @Override
    public synchronized boolean mode(String wanted, long of) {
        call();
        if (of < epoch) {
            return false;
        }
        epoch = of;
        if (!mode.equals(wanted)) {
            mode = wanted;
            effect("mode " + wanted);
        }
        return true;
    }

    @Override
    public synchronized void label(String wanted) {
        call();
        label = wanted;
        effect("label");
    }

    @Override
    public synchronized void announce(String notice) {
        call();
        notices.add(notice);
        effect("announce");
    }

    @Override
    public synchronized void setAside(String name, String value) {
        call();
        aside.put(name, value);
        effect("set aside " + name);
    }

    @Override
    public synchronized void openScratch() {
        call();
        scratch = ++versions;
        effect("open scratch");
    }

    @Override
    public synchronized boolean destroyScratch(long version) {
        call();
        if (scratch != version || version == 0) {
            return false;
        }
        scratch = 0;
        effect("destroy scratch");
        return true;
    }

    @Override
    public synchronized long scratch() {
        call();
        return scratch;
    }

    private void call() {
        calls++;
        if (dark) {
            throw new IllegalStateException("no route to host");
        }
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("503");
        }
    }

    private void effect(String what) {
        effects.merge(side + " " + what, 1, Integer::sum);
    }
}
