/** Data Lake Storage Gen1 as its documents describe it: accounts, made and ruled through the management plane. */
@NullMarked
package io.github.azuredr.testkit.azure.gen1;

import org.jspecify.annotations.NullMarked;
