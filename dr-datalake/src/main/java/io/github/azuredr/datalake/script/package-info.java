/**
 * Scripts that named the primary's accounts name the secondary's: U-SQL by a real lexer, any other text by its URIs.
 *
 * <p>{@link io.github.azuredr.datalake.script.PathMapping} says which account becomes which; {@link
 * io.github.azuredr.datalake.script.ScriptRewriter} rewrites U-SQL and {@link
 * io.github.azuredr.datalake.script.TextRewriter} everything else. Both edit only the account's name inside an address
 * they understood completely, and report with line and column what they changed and what they could not decide.
 */
@NullMarked
package io.github.azuredr.datalake.script;

import org.jspecify.annotations.NullMarked;
