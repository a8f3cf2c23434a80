/** Two regions of real parts, each a broker, a job process and a database, that are killed while events go through them. */
package io.github.azuredr.streamanalytics.regions;
