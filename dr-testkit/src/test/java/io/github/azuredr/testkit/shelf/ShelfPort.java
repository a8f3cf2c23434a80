package io.github.azuredr.testkit.shelf;

import java.util.List;
import java.util.Map;

/** The port to one side's shelf: named things with a version each, a mode, a label and a list of notices. */
public interface ShelfPort {
    /** A thing and the version it has. */
    record Thing(String value, long version) {}

    Map<String, Thing> things();

    String mode();

    String label();

    List<String> notices();

    /** Writes when the version is still the one seen (0: absent) and the shelf does not serve; false otherwise. */
    boolean put(String name, String value, long seen);

    /** Changes the mode unless a newer epoch has spoken; false then. */
    boolean mode(String mode, long epoch);

    void label(String label);

    void announce(String notice);

    void setAside(String name, String value);

    void openScratch();

    /** Ends the scratch area of that version; false when there is none or another. */
    boolean destroyScratch(long version);

    /** The scratch area's version; 0 when there is none. */
    long scratch();
}
