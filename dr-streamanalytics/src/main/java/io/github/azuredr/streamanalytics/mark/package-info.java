/** What has been seen, kept small: gap sets per producer and epoch, time marks and id windows. */
@NullMarked
package io.github.azuredr.streamanalytics.mark;

import org.jspecify.annotations.NullMarked;
