/** The nouns all speak in: regions, the pair of them, and the two sides, fixed for life. */
@NullMarked
package io.github.azuredr.pair;

import org.jspecify.annotations.NullMarked;
