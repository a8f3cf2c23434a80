/** Time as something given, the only place where the library reads a clock or waits, and as people read it. */
@NullMarked
package io.github.azuredr.time;

import org.jspecify.annotations.NullMarked;
