/**
 * File trees in Data Lake Storage Gen1 through its official client. The service offers no conditions: what only one may do
 * is built on creating a name that must not exist, everything else looks right before it acts.
 */
@NullMarked
package io.github.azuredr.datalake.azure.gen1;

import org.jspecify.annotations.NullMarked;
