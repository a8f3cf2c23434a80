/** The consumers of a provider and when each wants to be invited to the second region. */
@NullMarked
package io.github.azuredr.datashare.invite;

import org.jspecify.annotations.NullMarked;
