package io.github.azuredr.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that is kept in the repository: compared with what a test makes of it, or written anew on demand. */
public final class CommittedText {
    private final Path file;
    private final String updateProperty;

    private CommittedText(Path file, String updateProperty) {
        this.file = file;
        this.updateProperty = updateProperty;
    }

    /**
     * A committed text.
     *
     * @param file relative to the module's folder
     * @param updateProperty the system property that, set to {@code true}, writes the file instead of comparing
     */
    public static CommittedText of(Path file, String updateProperty) {
        return new CommittedText(file, updateProperty);
    }

    /**
     * Compares.
     *
     * @throws AssertionError when the file is absent or another
     */
    public void mustBe(String text) {
        try {
            if (Boolean.getBoolean(updateProperty)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text, StandardCharsets.UTF_8);
                return;
            }
            assertThat(file)
                    .as("the committed text; -D%s=true writes it", updateProperty)
                    .exists();
            String committed = Files.readString(file, StandardCharsets.UTF_8);
            assertThat(text)
                    .as(
                            "%s is what was committed; if the change is meant, -D%s=true writes it anew",
                            file, updateProperty)
                    .isEqualTo(committed.replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }
}
