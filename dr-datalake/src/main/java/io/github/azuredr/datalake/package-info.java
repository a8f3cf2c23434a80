/** Data Lake Analytics and Data Lake Storage survive the loss of a region. */
@NullMarked
package io.github.azuredr.datalake;

import org.jspecify.annotations.NullMarked;
