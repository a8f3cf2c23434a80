/** What a provider's account holds, captured in good times, so that a forced failover asks the lost region nothing. */
@NullMarked
package io.github.azuredr.datashare.inventory;

import org.jspecify.annotations.NullMarked;
