/** Trees of both sides as worlds that the walkers and stories play in. */
@NullMarked
package io.github.azuredr.datalake.walk;

import org.jspecify.annotations.NullMarked;
