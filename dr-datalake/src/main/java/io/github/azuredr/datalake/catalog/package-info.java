/**
 * The metadata of an analytics account: read page by page, compared with the other side's, and written again as U-SQL.
 *
 * <p>{@link io.github.azuredr.datalake.catalog.CatalogPort} lists what there is, {@link
 * io.github.azuredr.datalake.catalog.CatalogSnapshot} keeps it in order, {@link
 * io.github.azuredr.datalake.catalog.CatalogDiff} merges two sides, and {@link
 * io.github.azuredr.datalake.catalog.DdlPlan} puts the statements for the changes in an order that works. What cannot be
 * written is a {@link io.github.azuredr.datalake.catalog.CatalogProblem} of one object; the rest goes on.
 */
@NullMarked
package io.github.azuredr.datalake.catalog;

import org.jspecify.annotations.NullMarked;
