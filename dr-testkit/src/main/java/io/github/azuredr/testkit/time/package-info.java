/** Time as tests want it: it moves when told to, and waiting for it costs nothing. */
@NullMarked
package io.github.azuredr.testkit.time;

import org.jspecify.annotations.NullMarked;
