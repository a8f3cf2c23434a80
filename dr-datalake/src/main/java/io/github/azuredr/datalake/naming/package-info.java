/** Account names that show which side of the pair they belong to, and can be read back. */
@NullMarked
package io.github.azuredr.datalake.naming;

import org.jspecify.annotations.NullMarked;
