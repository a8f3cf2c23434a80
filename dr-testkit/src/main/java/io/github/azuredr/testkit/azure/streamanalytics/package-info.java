/**
 * Simulated Stream Analytics: jobs with their inputs, outputs, functions and query, started, stopped and scaled on the
 * clock, with quotas, connection tests and the metrics of Azure Monitor.
 *
 * <p>Start with {@link io.github.azuredr.testkit.azure.streamanalytics.StreamAnalyticsProvider}; metrics need
 * {@link io.github.azuredr.testkit.azure.streamanalytics.InsightsProvider} beside it.
 */
@NullMarked
package io.github.azuredr.testkit.azure.streamanalytics;

import org.jspecify.annotations.NullMarked;
