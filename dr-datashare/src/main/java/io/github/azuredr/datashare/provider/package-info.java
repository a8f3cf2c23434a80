/** The provider's failover contract and its steps: the second account is kept like the first, consumers are invited. */
@NullMarked
package io.github.azuredr.datashare.provider;

import org.jspecify.annotations.NullMarked;
