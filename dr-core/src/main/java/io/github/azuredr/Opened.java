package io.github.azuredr;

import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.PairedAttachments;
import io.github.azuredr.pair.Side;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.Surroundings;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What exists once the journal is open. */
record Opened(
        Journal journal,
        Surroundings in,
        Planner planner,
        Starting starting,
        ReadinessCheck check,
        DeferredFences fences) {

    static Opened with(Settings settings) {
        Journal journal = new Birth(settings).agreedJournal();
        Attachments attachments = settings.attachments() instanceof PairedAttachments pair
                ? pair.avoiding(() -> lost(journal.state()))
                : settings.attachments();
        Surroundings in = new Surroundings(
                settings.application(),
                journal,
                settings.workloads(),
                attachments,
                settings.time(),
                settings.executor(),
                settings.limits(),
                settings.random(),
                settings.objectives(),
                settings.listener(),
                settings.fenceWait(),
                ConcurrentHashMap.newKeySet());
        tellOfSwitches(settings, journal);
        Looks looks = new Looks(settings, journal, attachments);
        DeferredFences fences = new DeferredFences(in, looks);
        return new Opened(
                journal,
                in,
                new Planner(settings, journal, looks),
                new Starting(settings, in),
                new ReadinessCheck(settings, journal, looks, fences),
                fences);
    }

    private static void tellOfSwitches(Settings settings, Journal journal) {
        long[] epoch = {journal.state().routing().epoch()};
        journal.follow(state -> {
            if (state.routing().epoch() != epoch[0]) {
                epoch[0] = state.routing().epoch();
                settings.listener()
                        .onEvent(new DrEvent.ActiveSideChanged(
                                epoch[0], state.routing().active()));
            }
        });
    }

    /** The side no call may go to: a forced run's own, from its start on, or the one its fence wrote down. */
    private static Optional<Side> lost(JournalState state) {
        return state.runs().open().flatMap(OpenRun::lost).or(() -> state.routing()
                .lost());
    }
}
