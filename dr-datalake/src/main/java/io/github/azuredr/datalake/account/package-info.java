/** The pair of accounts that everything else needs: the second region's are created like the first's, and kept like them. */
@NullMarked
package io.github.azuredr.datalake.account;

import org.jspecify.annotations.NullMarked;
