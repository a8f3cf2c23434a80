/** Memory that survives the outage: one append-only log per application, and where its bytes are kept. */
@NullMarked
package io.github.azuredr.journal;

import org.jspecify.annotations.NullMarked;
