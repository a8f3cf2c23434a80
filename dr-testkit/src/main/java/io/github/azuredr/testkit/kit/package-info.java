/** What any implementation of a contract of this library must keep, as tests to inherit. */
@NullMarked
package io.github.azuredr.testkit.kit;

import org.jspecify.annotations.NullMarked;
