/** Two regional outputs read as one: each row once, gaps named and filled, late rows accepted, old readers fenced. */
@NullMarked
package io.github.azuredr.streamanalytics.output;

import org.jspecify.annotations.NullMarked;
