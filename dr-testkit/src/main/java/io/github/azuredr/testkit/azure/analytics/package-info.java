/**
 * A simulated Data Lake Analytics: accounts under Azure Resource Manager, the catalog and the jobs of each account, and a
 * stand-in for U-SQL that really executes a small, strict part of the language over tables and files.
 *
 * <p>It was written from the service's published descriptions and documentation; what these leave open is decided here
 * and said where it is decided. A script outside the understood part fails as a job whose compilation failed.
 */
@NullMarked
package io.github.azuredr.testkit.azure.analytics;

import org.jspecify.annotations.NullMarked;
