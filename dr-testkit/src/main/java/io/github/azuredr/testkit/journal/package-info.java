/** Journals for tests: as strict as real ones, without a disk. */
@NullMarked
package io.github.azuredr.testkit.journal;

import org.jspecify.annotations.NullMarked;
