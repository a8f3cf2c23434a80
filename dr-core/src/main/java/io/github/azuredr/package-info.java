/**
 * The front door of disaster recovery for an application on Azure: name it, pair two regions, protect workloads, and
 * then plan, run, prove and come back through {@link io.github.azuredr.DisasterRecovery}.
 */
@NullMarked
package io.github.azuredr;

import org.jspecify.annotations.NullMarked;
