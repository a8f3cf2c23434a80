/**
 * A job as its owner wrote it, its counterpart in the other region, and how the two differ: pure, without network.
 *
 * <p>Read a job with {@link io.github.azuredr.streamanalytics.twin.JobDefinition}, rewrite it with a
 * {@link io.github.azuredr.streamanalytics.twin.RegionRewrite}, compare with a
 * {@link io.github.azuredr.streamanalytics.twin.Drift}.
 */
@NullMarked
package io.github.azuredr.streamanalytics.twin;

import org.jspecify.annotations.NullMarked;
