/** AssertJ assertions that speak of runs, plans, readiness and status, and print the page when they fail. */
@NullMarked
package io.github.azuredr.testkit.assertions;

import org.jspecify.annotations.NullMarked;
