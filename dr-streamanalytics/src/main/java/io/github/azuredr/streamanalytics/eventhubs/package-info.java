/** Event hubs over AMQP as inputs. Needs azure-messaging-eventhubs. */
@NullMarked
package io.github.azuredr.streamanalytics.eventhubs;

import org.jspecify.annotations.NullMarked;
