/**
 * Memory that survives the outage: one append-only, hash-chained log per application, and the pure fold over it.
 *
 * <p>A {@link io.github.azuredr.journal.JournalStore} keeps opaque bytes by position; {@link
 * io.github.azuredr.journal.Journal} writes and folds them into a {@link io.github.azuredr.journal.JournalState}, split
 * per question.
 */
@NullMarked
package io.github.azuredr.journal;

import org.jspecify.annotations.NullMarked;
