/** The nouns of Data Share: an account's address, the kinds of datasets and what each must say. */
@NullMarked
package io.github.azuredr.datashare.resource;

import org.jspecify.annotations.NullMarked;
