package io.github.azuredr.examples;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.streamanalytics.StreamAnalyticsRecovery;
import io.github.azuredr.streamanalytics.checkpoint.InMemoryCheckpoints;
import io.github.azuredr.streamanalytics.output.Batch;
import io.github.azuredr.streamanalytics.output.Delivery;
import io.github.azuredr.streamanalytics.output.DuplicateStrategy;
import io.github.azuredr.streamanalytics.output.OutputReconciler;
import io.github.azuredr.streamanalytics.output.ReaderSettings;
import io.github.azuredr.streamanalytics.send.DualSender;
import io.github.azuredr.streamanalytics.send.SendPolicy;
import io.github.azuredr.streamanalytics.send.SenderSettings;
import io.github.azuredr.streamanalytics.spool.SpoolLimits;
import io.github.azuredr.streamanalytics.spool.SqliteSpool;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Events through twin jobs: sent to both regions, read as one output; none is lost and none comes twice. */
final class StreamScene implements Scene {
    private static final int PHASES = 5;

    private final Narrator tell;
    private final TwoRegions regions;
    private final StreamWorld world;
    private final List<byte[]> events;
    private final SqliteSpool spool;
    private final DualSender sender;
    private final OutputReconciler reader;
    private final Set<String> acknowledged = new HashSet<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private Optional<Instant> readUntil = Optional.empty();
    private int sent;

    StreamScene(TwoRegions regions, Path scratch, Narrator tell) throws IOException {
        this.tell = tell;
        this.regions = regions;
        this.world = new StreamWorld(regions);
        this.events = StreamEvents.all();
        this.spool = SqliteSpool.open(scratch.resolve("spool.db"), SpoolLimits.ofDefaults());
        this.sender = DualSender.open(
                SenderSettings.of("till", SendPolicy.ANY),
                world.hub(TwoRegions.PRIMARY),
                world.hub(TwoRegions.SECONDARY),
                spool,
                regions.time(),
                Thread::new);
        this.reader = OutputReconciler.open(
                "clicks",
                world.outputs(),
                DuplicateStrategy.bySequence(),
                ReaderSettings.ofDefaults().withPageSize(100),
                new InMemoryCheckpoints(),
                regions.time(),
                Side.A,
                1);
    }

    @Override
    public DisasterRecoveryBuilder protect(DisasterRecoveryBuilder builder) {
        return builder.protect("clicks", StreamAnalyticsRecovery.of(world.access(), world.twins(() -> readUntil)));
    }

    @Override
    public void begin() {
        world.createAndStart();
        regions.time().skip(Duration.ofSeconds(2));
        send();
        read(Integer.MAX_VALUE);
        tell.say(sent + " of " + events.size() + " events were sent to both regions; the job of the primary runs");
    }

    @Override
    public void replicated(DisasterRecovery dr) {
        tell.check(
                "the job has a twin that rests and costs nothing",
                world.state(Side.B).equals("Created"));
    }

    @Override
    public void writeLate() {
        send();
        read(2);
        tell.say("more events were sent; the reader has not read all rows of the primary when it is lost");
    }

    @Override
    public void planned(Plan plan) {
        tell.check(
                "the plan starts the twin from the reader's mark, and states no hole",
                plan.text().contains("CustomTime") && !plan.text().contains("DATA HOLE"));
    }

    @Override
    public void failedOver(DisasterRecovery dr, RunReport report) {
        tell.check("the twin runs", world.state(Side.B).equals("Running"));
        send();
        switchTo(Side.B, dr);
        read(Integer.MAX_VALUE);
        checkEverything("while the primary is lost");
        tell.check(
                "the primary is owed what it missed",
                sender.status(Side.A).owed().events() > 0);
    }

    @Override
    public void returned(DisasterRecovery dr) {
        for (int i = 0; i < 10 && sender.status(Side.A).owed().events() > 0; i++) {
            regions.time().skip(Duration.ofMinutes(1));
            sender.replay();
        }
        tell.check(
                "the primary's hub was given what it missed, once and in order",
                world.hub(TwoRegions.PRIMARY).events().size() == acknowledged.size());
    }

    @Override
    public void reprotected(DisasterRecovery dr, RunReport report) {
        tell.check("the returned job rests now", world.state(Side.A).equals("Stopped"));
    }

    @Override
    public void writeBeforeFailback() {
        send();
        read(Integer.MAX_VALUE);
    }

    @Override
    public void failedBack(DisasterRecovery dr, RunReport report) {
        tell.check(
                "the job runs in the primary again and the twin rests",
                world.state(Side.A).equals("Running") && world.state(Side.B).equals("Stopped"));
        send();
        switchTo(Side.A, dr);
        read(Integer.MAX_VALUE);
        checkEverything("at the end");
        tell.say(reader.tally().duplicates() + " rows that had been seen were skipped");
    }

    private void send() {
        int until = Math.min(events.size(), sent + events.size() / PHASES + 1);
        for (; sent < until; sent++) {
            OutgoingEvent event = OutgoingEvent.of("k" + sent % 16, events.get(sent));
            acknowledged.add(sender.send(event).orThrow().stamp().eventId());
        }
        world.work();
    }

    /** The routing epoch fences a reader that still follows the other side. */
    private void switchTo(Side side, DisasterRecovery dr) {
        world.work();
        reader.switchTo(side, dr.status().epoch());
    }

    private void read(int mostBatches) {
        for (int i = 0; i < mostBatches; i++) {
            Batch batch = reader.poll(got -> got.rows().forEach(this::take));
            if (batch.atEnd() && batch.rows().isEmpty()) {
                return;
            }
        }
    }

    private void take(Delivery delivery) {
        seen.merge(delivery.row().id(), 1, Integer::sum);
        Instant time = delivery.row().time();
        readUntil = Optional.of(readUntil.filter(before -> before.isAfter(time)).orElse(time));
    }

    private void checkEverything(String when) {
        long lost = acknowledged.stream().filter(id -> !seen.containsKey(id)).count();
        long twice = seen.values().stream().filter(times -> times > 1).count();
        tell.check(
                when + ", of " + acknowledged.size() + " acknowledged events " + lost + " are lost and " + twice
                        + " are duplicates",
                lost == 0 && twice == 0 && seen.size() == acknowledged.size());
    }

    @Override
    public void close() {
        sender.close();
        spool.close();
    }
}
