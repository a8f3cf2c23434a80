/** What one side missed, kept on disk until the side returns, and the exact gaps where it could not be kept. */
@NullMarked
package io.github.azuredr.streamanalytics.spool;

import org.jspecify.annotations.NullMarked;
