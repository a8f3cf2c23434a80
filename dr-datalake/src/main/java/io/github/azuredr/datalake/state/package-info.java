/** What recovery remembers beside the data it protects: small files that only whoever read them last may replace. */
@NullMarked
package io.github.azuredr.datalake.state;

import org.jspecify.annotations.NullMarked;
