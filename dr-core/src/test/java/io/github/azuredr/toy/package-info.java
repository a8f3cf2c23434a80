/** A contract small enough to read in one sitting, for core's own tests. */
@NullMarked
package io.github.azuredr.toy;

import org.jspecify.annotations.NullMarked;
