/** The ports on Azure Resource Manager: the only package here that calls Azure or shows a JSON library's types. */
@NullMarked
package io.github.azuredr.datashare.azure;

import org.jspecify.annotations.NullMarked;
