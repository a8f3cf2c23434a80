/** JSON as Azure speaks it, kept whole: what this library does not understand passes through unchanged. */
@NullMarked
package io.github.azuredr.streamanalytics.json;

import org.jspecify.annotations.NullMarked;
