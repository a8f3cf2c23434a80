/**
 * The replication of one file tree: a pass is a three-way merge of the source's listing, the target's own manifest and the
 * target's listing, and every write, rename and delete is conditional on the version the manifest knows.
 */
@NullMarked
package io.github.azuredr.datalake.files;

import org.jspecify.annotations.NullMarked;
