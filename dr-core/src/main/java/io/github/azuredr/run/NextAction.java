package io.github.azuredr.run;

/**
 * Something that may be done now.
 *
 * @param verb the method's name, such as {@code resume}
 * @param text when to choose it, as a sentence
 */
public record NextAction(String verb, String text) {}
