/** A consumer's side: which invitations it accepts, where datasets go, and which schedule it takes over; pure. */
@NullMarked
package io.github.azuredr.datashare.consumer;

import org.jspecify.annotations.NullMarked;
