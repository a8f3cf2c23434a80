/** How far a reader is, written together with what the caller made of the rows. */
@NullMarked
package io.github.azuredr.streamanalytics.checkpoint;

import org.jspecify.annotations.NullMarked;
