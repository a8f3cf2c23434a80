/** Small programs that use the library as a customer would. */
@NullMarked
package io.github.azuredr.examples;

import org.jspecify.annotations.NullMarked;
