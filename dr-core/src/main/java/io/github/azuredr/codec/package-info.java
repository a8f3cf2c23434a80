/** JSON, behind one class: nothing else in core but {@code azure} knows Jackson. For the library's own use. */
@NullMarked
package io.github.azuredr.codec;

import org.jspecify.annotations.NullMarked;
