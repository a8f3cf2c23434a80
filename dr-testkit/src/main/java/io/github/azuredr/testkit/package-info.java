/** Everything a downstream project needs to test its disaster recovery without Azure. */
@NullMarked
package io.github.azuredr.testkit;

import org.jspecify.annotations.NullMarked;
