package io.github.azuredr.toy;

import java.util.Map;

/** A service of named values with a version each; what a real port would be. */
public interface ToyPort {
    Map<String, String> all();

    void put(String name, String value);

    void remove(String name);
}
