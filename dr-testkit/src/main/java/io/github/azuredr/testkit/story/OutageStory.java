package io.github.azuredr.testkit.story;

import io.github.azuredr.Status;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.testkit.walk.Performance;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A scenario told as a page of text: what happened when, which plans were approved, what the reports said. It is the same
 * on every machine and compared with {@code src/test/resources/stories/<name>.md}; {@code -Ddr.stories.update=true}
 * writes that file.
 *
 * @param <W> the scenario's world
 */
public final class OutageStory<W extends World> {
    private final String name;
    private final String about;
    private final Scenario<W> scenario;

    private OutageStory(String name, String about, Scenario<W> scenario) {
        this.name = name;
        this.about = about;
        this.scenario = scenario;
    }

    /**
     * A story.
     *
     * @param name the file's name, lower-case words joined by hyphens
     * @param about one sentence, the page's first
     * @param scenario what happens
     */
    public static <W extends World> OutageStory<W> of(String name, String about, Scenario<W> scenario) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("story name '" + name + "': lower-case words joined by hyphens");
        }
        return new OutageStory<>(name, about, scenario);
    }

    /**
     * Performs the scenario and compares its page with the committed one.
     *
     * @throws AssertionError when they differ
     */
    public void mustBeAsCommitted() {
        CommittedText.of(Path.of("src", "test", "resources", "stories", name + ".md"), "dr.stories.update")
                .mustBe(text());
    }

    /** Performs the scenario and tells it. */
    public String text() {
        Performance<W> performance = Performance.of(scenario);
        Instant start = performance.world().clock().now();
        RegionPair pair = performance.world().pair();
        StringBuilder page = new StringBuilder();
        page.append("# ")
                .append(name.replace('-', ' '))
                .append("\n\n")
                .append(about)
                .append("\n");
        String before = "";
        for (var act = performance.next(); act.isPresent(); act = performance.next()) {
            Performance.Performed done = act.get();
            page.append("\n## ")
                    .append(clock(start, done.began()))
                    .append("  ")
                    .append(done.name())
                    .append("\n\n");
            done.plans().forEach(plan -> quote(page, page(plan)));
            for (Performance.Heard heard : done.events()) {
                String line = line(heard.event(), pair);
                if (!line.isEmpty()) {
                    page.append("- ")
                            .append(clock(start, heard.at()))
                            .append(' ')
                            .append(line)
                            .append('\n');
                }
            }
            done.report().ifPresent(report -> page.append(told(report)));
            String now = told(performance.dr().status());
            page.append(now.equals(before) ? "" : now);
            before = now;
        }
        page.append("\n## At the end\n\n");
        quote(page, performance.fingerprint());
        return page.toString();
    }

    private static void quote(StringBuilder page, String text) {
        page.append("```\n").append(text.stripTrailing()).append("\n```\n\n");
    }

    /** The plan's page without what differs between performances: its hash covers the journal's random id. */
    private static String page(Plan plan) {
        return plan.text().replace(plan.hash().substring(0, 12), "plan-hash");
    }

    private static String clock(Instant start, Instant now) {
        Duration passed = Duration.between(start, now);
        return String.format(
                Locale.ROOT, "T+%02d:%02d:%02d", passed.toHours(), passed.toMinutesPart(), passed.toSecondsPart());
    }

    private static String line(DrEvent event, RegionPair pair) {
        if (event instanceof DrEvent.RunStarted e) {
            return e.run() + " begins: " + e.goal();
        }
        if (event instanceof DrEvent.StepStarted e) {
            return e.step() + (e.attempt() == 1 ? "" : ", attempt " + e.attempt()) + ": " + e.title();
        }
        if (event instanceof DrEvent.StepEnded e) {
            return e.step() + " " + answer(e.answer());
        }
        if (event instanceof DrEvent.ActiveSideChanged e) {
            return "epoch " + e.epoch() + ": "
                    + e.active().map(side -> pair.label(side) + " is active").orElse("NO SIDE is active");
        }
        if (event instanceof DrEvent.RunPaused e) {
            return e.run() + " waits for a person: " + e.text();
        }
        if (event instanceof DrEvent.RunEnded e) {
            return e.run() + " ends: " + e.result();
        }
        if (event instanceof DrEvent.SideReturned e) {
            return pair.label(e.side()) + " answers again";
        }
        if (event instanceof DrEvent.ReplicationLate e) {
            return e.workload() + " is late by " + e.age();
        }
        return "";
    }

    private static String answer(Outcome.Answer answer) {
        if (answer instanceof Outcome.Done done) {
            return "done" + (done.facts().isEmpty() ? "" : " " + done.facts());
        }
        if (answer instanceof Outcome.Refused refused) {
            return "refused by " + refused.rule() + ": " + refused.reason();
        }
        if (answer instanceof Outcome.Failed failed) {
            return "failed: " + failed.reason();
        }
        return "in doubt: " + ((Outcome.InDoubt) answer).reason();
    }

    private static String told(RunReport report) {
        StringBuilder out = new StringBuilder();
        out.append("- **").append(report.result()).append("**: ").append(report.reason());
        report.outage().ifPresent(o -> out.append("; no side was active for ").append(o));
        report.bounds().forEach(b -> out.append("; ")
                .append(b.workload())
                .append(" may lose up to ")
                .append(b.age().map(String::valueOf).orElse("everything")));
        out.append('\n');
        report.ledgers().forEach((workload, ledger) -> {
            ledger.lost().forEach(l -> out.append("- lost of ")
                    .append(workload)
                    .append(": ")
                    .append(l.what())
                    .append(", ")
                    .append(l.how())
                    .append(", kept as ")
                    .append(l.kept())
                    .append('\n'));
            ledger.unverifiable()
                    .forEach(u -> out.append("- unverifiable: ").append(u).append('\n'));
        });
        list(out, "deferred", report.deferred());
        list(out, "left behind", report.debts());
        list(out, "by hand", report.instructions());
        return out.toString();
    }

    private static void list(StringBuilder out, String what, List<String> lines) {
        lines.forEach(
                line -> out.append("- ").append(what).append(": ").append(line).append('\n'));
    }

    private static String told(Status status) {
        return "- now: epoch " + status.epoch() + ", active "
                + status.active().orElse("NO SIDE")
                + status.lost().map(l -> ", lost " + l).orElse("")
                + (status.deferred().isEmpty() ? "" : ", owed " + status.deferred()) + "\n";
    }
}
