/** What provider and consumer do alike: register, create an account, give it roles, and turn refusals into answers. */
@NullMarked
package io.github.azuredr.datashare.ground;

import org.jspecify.annotations.NullMarked;
