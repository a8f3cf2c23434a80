package io.github.azuredr.examples;

import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.DrListener;
import java.io.PrintStream;
import java.util.Locale;

/** Tells the story on a terminal: chapters, progress bars, and whether what was stated is what is seen. */
final class Narrator implements DrListener {
    private static final int BAR = 30;

    private final PrintStream out;
    private int chapter;
    private int wrong;
    private int checked;
    private int shown = -1;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        out.printf(Locale.ROOT, "%n== %d. %s%n", ++chapter, title);
    }

    void say(String text) {
        out.println(text.stripTrailing().indent(3).stripTrailing());
    }

    /** Compares what was stated with what is seen; any difference makes the program fail. */
    void check(String statement, boolean seen) {
        checked++;
        if (!seen) {
            wrong++;
        }
        out.printf(Locale.ROOT, "   [%s] %s%n", seen ? "ok" : "WRONG", statement);
    }

    int wrong() {
        return wrong;
    }

    int checked() {
        return checked;
    }

    @Override
    public synchronized void onEvent(DrEvent event) {
        if (event instanceof DrEvent.StepStarted started) {
            shown = -1;
            out.printf(Locale.ROOT, "   > %s%n", started.title());
        } else if (event instanceof DrEvent.StepProgressed p) {
            progress(p);
        } else if (event instanceof DrEvent.ActiveSideChanged changed) {
            out.printf(
                    Locale.ROOT,
                    "   * epoch %d: %s%n",
                    changed.epoch(),
                    changed.active().map(side -> "side " + side + " is active").orElse("NO side is active"));
        } else if (event instanceof DrEvent.SideReturned returned) {
            out.printf(Locale.ROOT, "   * side %s answers again%n", returned.side());
        } else if (event instanceof DrEvent.RunPaused paused) {
            out.printf(Locale.ROOT, "   ! waits for a person: %s%n", paused.text());
        }
    }

    private void progress(DrEvent.StepProgressed p) {
        int tenth = p.total() == 0 ? 0 : (int) (10 * p.done() / p.total());
        if (tenth == shown) {
            return; // a line for each tenth is enough for a log and reads as a bar on a terminal
        }
        shown = tenth;
        int filled = tenth * BAR / 10;
        out.printf(
                Locale.ROOT,
                "     [%s%s] %d of %s %s%n",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                p.done(),
                p.total() == 0 ? "?" : String.valueOf(p.total()),
                p.unit());
    }
}
