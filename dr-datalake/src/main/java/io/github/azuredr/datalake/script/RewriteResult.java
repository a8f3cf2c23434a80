package io.github.azuredr.datalake.script;

import io.github.azuredr.error.RecoveryException;
import java.util.List;

/** What became of a script: a rewritten text with its report, or a refusal that changed nothing. */
public sealed interface RewriteResult {

    /**
     * The rewritten script.
     *
     * @param text the whole text; equal to the original outside the listed rewrites
     * @param rewrites every edit, in the order of the text
     * @param undecided everything a person should look at, in the order of the text
     */
    record Rewritten(String text, List<Rewrite> rewrites, List<Undecided> undecided) implements RewriteResult {
        public Rewritten {
            rewrites = List.copyOf(rewrites);
            undecided = List.copyOf(undecided);
        }

        /** Whether nothing in it should hold up a failover. */
        public boolean clear() {
            return undecided.stream().noneMatch(each -> each.reason().blocking());
        }

        @Override
        public Rewritten orThrow() {
            return this;
        }
    }

    /**
     * The script was refused.
     *
     * @param error what is wrong, and where
     */
    record Refused(ScriptError error) implements RewriteResult {
        @Override
        public Rewritten orThrow() {
            throw new RecoveryException(
                    "The script was refused at line " + error.line() + ", column " + error.column() + ": "
                            + error.message() + ".",
                    "correct the script and rewrite it again; nothing was changed.");
        }
    }

    /**
     * The rewritten script.
     *
     * @throws RecoveryException when it was refused
     */
    Rewritten orThrow();
}
