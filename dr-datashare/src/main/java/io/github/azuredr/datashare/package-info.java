/**
 * Disaster recovery for Azure Data Share: a provider's shares exist a second time in another region and its consumers are
 * invited there now, at the failover or never; a consumer keeps an idle subscription that it can switch on.
 *
 * <p>Packages in order of dependence: {@code json}, {@code resource}, {@code port}, then {@code inventory},
 * {@code mapping}, {@code mirror}, {@code invite} and {@code consumer}; {@code azure} is the only one that calls Azure.
 */
@NullMarked
package io.github.azuredr.datashare;

import org.jspecify.annotations.NullMarked;
