/**
 * Listings in one order with bounded memory: paths compare by decoded components in unsigned UTF-8, and what a service
 * lists in another order (flat accounts compare whole names) is sorted on disk.
 */
@NullMarked
package io.github.azuredr.datalake.listing;

import org.jspecify.annotations.NullMarked;
