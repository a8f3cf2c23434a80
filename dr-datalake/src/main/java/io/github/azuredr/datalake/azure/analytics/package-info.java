/**
 * Catalog and jobs of a real analytics account over HTTP, api-version 2016-11-01: one call is one send, a link to another
 * host is refused because the token would go there, and an answer that cannot be read is never taken for an empty one.
 */
@NullMarked
package io.github.azuredr.datalake.azure.analytics;

import org.jspecify.annotations.NullMarked;
