package io.github.azuredr.testkit.walk;

/** The process died here. An error, so that no code below takes it for a failed call and goes on. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String where) {
        super("killed " + where);
    }
}
