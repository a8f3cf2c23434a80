package io.github.azuredr.run;

import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.time.Spoken;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lays a report out as one page of text. */
final class RunReportPage {
    private static final int BAR = 28;

    private final RunReport report;
    private final StringBuilder out = new StringBuilder();

    RunReportPage(RunReport report) {
        this.report = report;
    }

    String text() {
        line("RUN   %s: %s", report.application(), report.goal());
        line("      %s%s: %s", report.result(), report.run().map(r -> ", " + r).orElse(""), report.reason());
        line(
                "      %s to %s, %s in all",
                report.startedAt(),
                report.endedAt(),
                Spoken.of(Duration.between(report.startedAt(), report.endedAt())));
        report.outage()
                .ifPresent(o -> line(
                        "      no side was active for %s, objective %s: %s",
                        Spoken.of(o), Spoken.of(report.rto()), report.metRto() ? "met" : "MISSED"));
        timeline();
        points();
        bounds();
        if (report.verification().values().stream().anyMatch(n -> n > 0)) {
            heading("Verified");
            report.verification().forEach((level, n) -> line("  %-20s %,d", level, n));
        }
        steps();
        ledgers();
        list("Deferred", report.deferred());
        list("Left behind", report.debts());
        list("By hand", report.instructions());
        if (!report.result().isReached()) {
            list("Next", report.next().stream().map(NextAction::text).toList());
        }
        return out.toString();
    }

    private void timeline() {
        if (report.phases().isEmpty()) {
            return;
        }
        heading("Timeline");
        Duration whole = Duration.between(report.startedAt(), report.endedAt());
        long total = Math.max(1, whole.toMillis());
        for (RunReport.PhaseTime phase : report.phases()) {
            long begin = Duration.between(report.startedAt(), phase.start()).toMillis() * BAR / total;
            long length = Math.max(1, phase.took().toMillis() * BAR / total);
            int from = (int) Math.min(BAR - 1, begin);
            int to = (int) Math.min(BAR, from + length);
            line(
                    "  %-9s |%s%s%s| %s",
                    phase.phase(),
                    " ".repeat(from),
                    "#".repeat(to - from),
                    " ".repeat(BAR - to),
                    Spoken.of(phase.took()));
        }
    }

    private void points() {
        if (!report.points().isEmpty()) {
            heading("Newest complete recovery point (objective " + Spoken.of(report.rpo()) + ")");
            report.points()
                    .forEach(p -> line(
                            "  %-16s %-28s %s",
                            p.workload(),
                            p.at().map(String::valueOf).orElse("none"),
                            p.age()
                                    .map(a -> Spoken.of(a) + " old"
                                            + (a.compareTo(report.rpo()) > 0 ? ", OLDER than the objective" : ""))
                                    .orElse("")));
        }
    }

    private void bounds() {
        if (!report.bounds().isEmpty()) {
            heading("At most lost");
            for (LossBound bound : report.bounds()) {
                line("  %-16s %s", bound.workload(), bound.age().map(Spoken::of).orElse("EVERYTHING"));
            }
        }
    }

    private void steps() {
        if (!report.steps().isEmpty()) {
            heading("Steps");
            report.steps()
                    .forEach(s -> line(
                            "  %-10s %-30s %7s  %s%s",
                            s.status(), s.id(), s.took().map(Spoken::of).orElse(""), s.title(), tail(s)));
        }
    }

    private static String tail(RunReport.StepLine step) {
        String tries = step.attempts() > 1 ? step.attempts() + " attempts" : "";
        String both = Optional.of(tries)
                        .filter(t -> !t.isEmpty())
                        .map(t -> t + (step.detail().isEmpty() ? "" : "; "))
                        .orElse("")
                + step.detail();
        return both.isEmpty() ? "" : "  [" + both + "]";
    }

    private void ledgers() {
        report.ledgers().forEach((workload, ledger) -> {
            heading("Really lost: " + workload);
            if (ledger.lost().isEmpty()) {
                line("  nothing that the old side can still show");
            }
            ledger.lost().stream().limit(50).forEach(l -> line("  %-40s %-24s %s", l.what(), l.how(), l.kept()));
            if (ledger.lost().size() > 50) {
                line("  and %d more, all in the JSON report", ledger.lost().size() - 50);
            }
            ledger.unverifiable().forEach(u -> line("  cannot be told: %s", u));
        });
    }

    private void list(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            heading(title);
            sentences.forEach(s -> line("  - %s", s.replace("\n", "\n    ")));
        }
    }

    private void heading(String text) {
        line("");
        line("%s", text);
    }

    private void line(String format, Object... arguments) {
        out.append(
                        arguments.length == 0
                                ? format
                                : String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
