/** Which store of the second region stands for which of the first, and what a dataset is called there. */
@NullMarked
package io.github.azuredr.datashare.mapping;

import org.jspecify.annotations.NullMarked;
