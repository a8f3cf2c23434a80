/** Speed and memory of the library beside a peer that does the same bare work; one command prints one table. */
@NullMarked
package io.github.azuredr.benchmarks;

import org.jspecify.annotations.NullMarked;
