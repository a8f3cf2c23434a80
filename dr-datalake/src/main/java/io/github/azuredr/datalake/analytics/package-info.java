/** What the catalog and the job service of an analytics account have in common: how their calls fail. */
@NullMarked
package io.github.azuredr.datalake.analytics;

import org.jspecify.annotations.NullMarked;
