/** The one root of what the library throws: each exception says what is wrong, where, and what to do next. */
@NullMarked
package io.github.azuredr.error;

import org.jspecify.annotations.NullMarked;
