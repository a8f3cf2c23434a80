/**
 * The storage data planes of the simulated Azure: the blob and the Data Lake endpoint of an account over one tree.
 *
 * <p>Every request is authenticated, checked and answered as the services document it. What they refuse is refused here,
 * with their status and error code. Names are listed in the order of their code points; on hierarchical accounts
 * {@code /} sorts before every other character, so that a directory is followed by what it holds.
 */
@NullMarked
package io.github.azuredr.testkit.azure.storage;

import org.jspecify.annotations.NullMarked;
