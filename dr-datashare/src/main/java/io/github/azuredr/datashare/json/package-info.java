/** JSON as Data Share answered it, kept whole, so that what this version does not know survives a round trip. */
@NullMarked
package io.github.azuredr.datashare.json;

import org.jspecify.annotations.NullMarked;
