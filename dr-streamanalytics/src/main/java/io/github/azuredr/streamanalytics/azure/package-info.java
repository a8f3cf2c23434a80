/** The only door to Azure: jobs, metrics and roles through Azure Resource Manager. */
@NullMarked
package io.github.azuredr.streamanalytics.azure;

import org.jspecify.annotations.NullMarked;
