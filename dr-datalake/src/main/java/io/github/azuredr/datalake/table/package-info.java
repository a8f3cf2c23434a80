/**
 * Rows of tables: what changed is told by the stored pieces of each partition, and only those partitions leave the primary
 * as files, are copied, and replace their copies.
 *
 * <p>Types keep their exact value on the way: text is escaped so that no content can end a field or a row, times travel as
 * their binary form, and null is never taken for empty.
 */
@NullMarked
package io.github.azuredr.datalake.table;

import org.jspecify.annotations.NullMarked;
