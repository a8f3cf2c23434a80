/** A service small enough to read in one sitting, with a step of every fencing class, for the kit's own tests. */
@NullMarked
package io.github.azuredr.testkit.shelf;

import org.jspecify.annotations.NullMarked;
