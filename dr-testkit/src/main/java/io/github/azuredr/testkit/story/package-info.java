/** Outages told as text, minute by minute, and kept in the repository, so that a changed behaviour shows as a changed page. */
@NullMarked
package io.github.azuredr.testkit.story;

import org.jspecify.annotations.NullMarked;
