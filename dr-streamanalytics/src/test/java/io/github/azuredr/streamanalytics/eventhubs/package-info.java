/** The AMQP sink against a small AMQP server that behaves and misbehaves as Event Hubs does. */
package io.github.azuredr.streamanalytics.eventhubs;
