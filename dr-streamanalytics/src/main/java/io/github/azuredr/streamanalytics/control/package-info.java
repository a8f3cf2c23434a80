/** Which start a job gets and why: pure, so that a plan page can say it before anything happens. */
@NullMarked
package io.github.azuredr.streamanalytics.control;

import org.jspecify.annotations.NullMarked;
