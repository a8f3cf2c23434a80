/**
 * Data Lake Storage Gen1 as its documents describe it: accounts through the management plane, and their files through
 * WebHDFS with the service's own extensions.
 */
@NullMarked
package io.github.azuredr.testkit.azure.gen1;

import org.jspecify.annotations.NullMarked;
