/** The real file trees: blob containers and Data Lake Storage Gen2 file systems through the official clients. */
@NullMarked
package io.github.azuredr.datalake.azure;

import org.jspecify.annotations.NullMarked;
