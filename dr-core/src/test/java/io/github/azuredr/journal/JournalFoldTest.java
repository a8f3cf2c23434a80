package io.github.azuredr.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.ProtectOption;
import io.github.azuredr.codec.Codec;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.ApprovedPlan;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunVerbRefusedException;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The fold over journals that real runs wrote, with random goals, failures and people's words. */
class JournalFoldTest {
    private static final Staged.Act COPY = Staged.changes("copy", Side.B);

    @Property(tries = 60)
    void aSnapshotAndTheRestGiveTheStateOfAFullReplay(
            @ForAll long seed, @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 11) Integer> deeds) {
        StagedApplication app = lived(seed, deeds);
        List<JournalState> states = fold(app);
        RecordCodec records = new RecordCodec();
        Codec codec = records.codec();

        assertThat(fold(app)).isEqualTo(states);
        JournalState last = states.get(states.size() - 1);
        for (int from = 0; from < states.size(); from += 7) {
            JournalState again = codec.read(codec.bytes(states.get(from)), JournalState.class);
            assertThat(again).isEqualTo(states.get(from));
            for (int n = from + 1; n < states.size(); n++) {
                again = again.after(records.read(app.store.records.get(n)));
            }
            assertThat(again).isEqualTo(last);
        }
    }

    @Property(tries = 60)
    void atMostOneSideIsActivePerEpochAndEpochsOnlyGrow(
            @ForAll long seed, @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 11) Integer> deeds) {
        List<JournalState> states = fold(lived(seed, deeds));
        for (int n = 1; n < states.size(); n++) {
            Routing before = states.get(n - 1).routing();
            Routing now = states.get(n).routing();
            assertThat(now.epoch()).isGreaterThanOrEqualTo(before.epoch());
            if (now.epoch() == before.epoch()) {
                assertThat(now.active()).isEqualTo(before.active());
            }
            if (before.active().isPresent() && now.active().isPresent()) {
                assertThat(now.active()).describedAs("no flip without a fence").isEqualTo(before.active());
            }
        }
    }

    private static List<JournalState> fold(StagedApplication app) {
        RecordCodec codec = new RecordCodec();
        List<JournalState> states = new ArrayList<>();
        for (byte[] bytes : app.store.records) {
            JournalRecord record = codec.read(bytes);
            states.add(
                    states.isEmpty()
                            ? JournalState.born(record)
                            : states.get(states.size() - 1).after(record));
        }
        return states;
    }

    private static StagedApplication lived(long seed, List<Integer> deeds) {
        Random random = new Random(seed);
        StagedApplication app = new StagedApplication();
        Staged must = scripted(app.protect("lake"), random);
        Staged should = scripted(app.protect("clicks", ProtectOption.after("lake"), ProtectOption.should()), random);
        DisasterRecovery dr = app.born();
        for (int deed : deeds) {
            app.time.advance(Duration.ofMinutes(3));
            if (deed == 10) {
                must.dark.clear();
                should.dark.clear();
            } else if (deed == 11) {
                must.dark.add(Side.A);
                should.dark.add(Side.A);
            } else {
                doOne(dr, deed, random);
            }
        }
        return app;
    }

    private static Staged scripted(Staged staged, Random random) {
        staged.drafting = (goal, draft) -> {
            if (goal.movesTheActiveSide()) {
                draft.step("check", Phase.PROVE, Staged.reads("check", Side.B));
                draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A))
                        .ifLost(IfLost.DEFER_AS_FENCE);
                draft.step("tidy", Phase.TIDY, Staged.changes("tidy", Side.A)).ifLost(IfLost.DEFER);
            }
            draft.step("copy", Phase.CATCH_UP, COPY);
            draft.step("serve", Phase.ACTIVATE, Staged.changes("serve", Side.B));
        };
        for (String name : List.of("check", "stop", "tidy", "copy", "serve")) {
            staged.acts.put(name, at -> answer(random, at.now()));
            staged.looks.put(name, () -> switch (random.nextInt(4)) {
                case 0 -> Presence.present(Map.of("seen", name));
                case 1 -> Presence.unclear("fog");
                default -> Presence.absent();
            });
        }
        return staged;
    }

    private static Outcome.Answer answer(Random random, Instant now) {
        return switch (random.nextInt(9)) {
            case 0 -> Outcome.failedForNow("503");
            case 1 -> Outcome.failed("404");
            case 2 -> Outcome.inDoubt("reset");
            case 3 -> Outcome.refused("changed", "by somebody");
            default ->
                Outcome.done()
                        .with("n", random.nextInt(100))
                        .proving(RecoveryPoint.complete(random.nextBoolean() ? Side.A : Side.B, now))
                        .proving(new Memo(Map.of("k", "v")))
                        .proving(new LossLedger(
                                List.of(new LossLedger.Lost("/a", "written", "/set-aside/a")), List.of("deletes")));
        };
    }

    private static void doOne(DisasterRecovery dr, int deed, Random random) {
        Optional<Run> open = dr.openRun();
        try {
            switch (deed) {
                case 0 -> dr.prepare();
                case 1 -> dr.replicate();
                case 2 -> dr.run(approved(dr.plan(Goal.failOverTo("centralus"))));
                case 3 -> dr.run(approved(dr.plan(Goal.forceFailOverTo("centralus"))));
                case 4 -> dr.readiness();
                case 5 -> dr.run(approved(dr.plan(Goal.reprotect())));
                case 6 -> open.ifPresent(run -> run.cancel("ann", "no"));
                case 7 -> open.ifPresent(run -> run.abandon("ann", "enough"));
                case 8 -> open.ifPresent(run -> decide(run, random));
                default -> dr.run(approved(dr.plan(Goal.failOverTo("eastus2"))));
            }
        } catch (RunVerbRefusedException refused) {
            assertThat(refused).hasMessageContaining("refused, because");
        }
    }

    private static ApprovedPlan approved(Plan plan) {
        return plan.approvedBy("ann")
                .acceptingLossUpTo(Duration.ofDays(1))
                .accepting("readiness-expired", "not-reprotected");
    }

    private static void decide(Run run, Random random) {
        run.report().steps().stream()
                .filter(s -> List.of("FAILED", "REFUSED", "UNCLEAR").contains(s.status()))
                .forEach(s -> {
                    if (random.nextBoolean()) {
                        run.skip(s.id(), "ann", "leave it");
                    } else {
                        run.retry(s.id(), "ann", "again");
                    }
                });
        run.resume("ann");
    }
}
