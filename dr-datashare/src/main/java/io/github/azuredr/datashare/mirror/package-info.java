/** The primary minus the secondary: what is to be created, done by hand, or cannot be done; pure. */
@NullMarked
package io.github.azuredr.datashare.mirror;

import org.jspecify.annotations.NullMarked;
