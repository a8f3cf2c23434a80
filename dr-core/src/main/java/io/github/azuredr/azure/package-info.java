/**
 * The only door to Azure in core: one access (who, which cloud, which HTTP client), one client for Azure Resource Manager
 * that sends an effect exactly once, long-running operations judged by the resource and not by their poll, and secrets
 * that do not print.
 */
@NullMarked
package io.github.azuredr.azure;

import org.jspecify.annotations.NullMarked;
