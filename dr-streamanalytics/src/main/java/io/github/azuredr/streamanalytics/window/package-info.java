/** Rows of windows: both regions compute each one, so they are compared, merged from parts, chosen by policy or flagged. */
@NullMarked
package io.github.azuredr.streamanalytics.window;

import org.jspecify.annotations.NullMarked;
