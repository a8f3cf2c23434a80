/** Kafka topics, and Event Hubs through its Kafka endpoint, as inputs and as outputs. Needs kafka-clients. */
@NullMarked
package io.github.azuredr.streamanalytics.kafka;

import org.jspecify.annotations.NullMarked;
