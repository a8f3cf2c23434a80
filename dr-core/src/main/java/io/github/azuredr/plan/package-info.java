/**
 * What would be done, as data.
 *
 * <p>A {@link io.github.azuredr.plan.Plan} is the bytes that were stored and approved; everything else reads them.
 */
@NullMarked
package io.github.azuredr.plan;

import org.jspecify.annotations.NullMarked;
