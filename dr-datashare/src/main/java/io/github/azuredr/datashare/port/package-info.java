/** What a provider and what a consumer can do to one account, whoever speaks to Azure for them. */
@NullMarked
package io.github.azuredr.datashare.port;

import org.jspecify.annotations.NullMarked;
