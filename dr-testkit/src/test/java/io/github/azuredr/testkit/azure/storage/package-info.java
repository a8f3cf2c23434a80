/** The storage data planes, driven by the official clients and by raw requests. */
@NullMarked
package io.github.azuredr.testkit.azure.storage;

import org.jspecify.annotations.NullMarked;
