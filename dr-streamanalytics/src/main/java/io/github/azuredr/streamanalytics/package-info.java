/**
 * Stream Analytics in two regions: twin jobs created, compared, started and stopped; events sent to both; two outputs read
 * as one.
 *
 * <p>Packages in order of dependence: {@code json}, {@code twin}, {@code control} and {@code port} for the jobs, with
 * {@code azure} as the only one that calls Azure; {@code stamp}, {@code mark}, {@code send}, {@code output} and
 * {@code window} for events and rows, with one package for each store they use.
 */
@NullMarked
package io.github.azuredr.streamanalytics;

import org.jspecify.annotations.NullMarked;
