/** Data Lake accounts through Azure Resource Manager, as published for 2016-11-01. */
@NullMarked
package io.github.azuredr.datalake.azure.account;

import org.jspecify.annotations.NullMarked;
