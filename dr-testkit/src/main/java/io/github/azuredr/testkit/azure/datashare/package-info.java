/**
 * The namespace {@code Microsoft.DataShare} of the simulated resource manager: accounts, shares, invitations,
 * subscriptions, and snapshots that really move bytes between simulated storage accounts.
 *
 * <p>It follows what was recorded live: operation results that live in the account's region, a deletion whose 200 carries
 * its status in the body, two headers on a snapshot, no ETags, ids whose casing drifts, null names, both spellings of
 * Cancelled. Where no record exists it refuses rather than guesses in the client's favour.
 */
@NullMarked
package io.github.azuredr.testkit.azure.datashare;

import org.jspecify.annotations.NullMarked;
