package io.github.azuredr.examples;

/** Counts what became of the files of one run. */
final class Summary {
    private int scripts;
    private int rewrites;
    private int undecided;
    private int refused;
    private int copied;
    private int skipped;

    void add(ScriptFile.Outcome outcome) {
        switch (outcome.fate()) {
            case WRITTEN -> scripts++;
            case REFUSED -> refused++;
            case COPIED -> copied++;
            case SKIPPED -> skipped++;
        }
        rewrites += outcome.rewrites();
        undecided += outcome.undecided();
    }

    int refused() {
        return refused;
    }

    String text() {
        return scripts + " scripts written with " + rewrites + " rewrites, " + undecided + " places undecided, "
                + refused + " scripts refused, " + copied + " other files copied, " + skipped
                + " earlier reports left out";
    }
}
