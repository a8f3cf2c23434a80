/**
 * Azure Resource Manager of the simulated Azure: resource groups, provider registration, locks, role assignments,
 * storage accounts, and every form of long-running operation.
 *
 * <p>A provider is a namespace with routes; the core checks the token, the subscription, the api-version, the
 * registration, the group, the locks and the region before a route is asked.
 */
@NullMarked
package io.github.azuredr.testkit.azure.arm;

import org.jspecify.annotations.NullMarked;
