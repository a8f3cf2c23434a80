/**
 * Jobs of an analytics account: submitted under ids that follow from what they do, so that a repetition is not a second
 * job; looked at until they end; found again by recurrence and pipeline, and submitted in the other region.
 */
@NullMarked
package io.github.azuredr.datalake.job;

import org.jspecify.annotations.NullMarked;
