package io.github.azuredr.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalException;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.time.TimeSource;
import io.github.azuredr.toy.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegionalTest {
    private static final RegionPair PAIR = RegionPair.of("eastus2", "centralus");

    private final TwoClocks time = new TwoClocks();
    private final MemoryStore store = new MemoryStore();
    private final List<String> built = new ArrayList<>();
    private final List<String> retired = new ArrayList<>();
    private Journal journal;

    /** Wall and monotonic clock apart, as on a machine that slept or whose wall clock was stepped. */
    private static final class TwoClocks implements TimeSource {
        private Instant wall = Instant.parse("2026-11-20T12:00:00Z");
        private long nanos;

        @Override
        public Instant now() {
            return wall;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(Duration duration) {
            both(duration);
        }

        void both(Duration duration) {
            wall = wall.plus(duration);
            nanos += duration.toNanos();
        }
    }

    @BeforeEach
    void born() {
        Journal.initialise(
                store,
                "one",
                time,
                new Entry.Genesis(
                        "journal-1",
                        "orders",
                        Region.of("eastus2"),
                        Region.of("centralus"),
                        List.of(new WorkloadLine("lake", true, List.of())),
                        Side.A));
        journal = Journal.open(store, "orders", "one", time);
    }

    private Regional<String> regional(StalenessPolicy policy) {
        return Regional.following(
                journal,
                PAIR,
                region -> {
                    built.add(region.name());
                    return "pool in " + region.name();
                },
                (pool, region, epoch) -> retired.add(pool + " by epoch " + epoch),
                policy,
                time);
    }

    private Regional<String> regional() {
        return regional(StalenessPolicy.refuseWritesAfter(Duration.ofSeconds(30)));
    }

    private void fence(Journal by, long epoch) {
        by.append(s -> Decision.append(new Entry.Fenced("run-1", epoch, Optional.empty(), List.of())));
    }

    private void route(Journal by, long epoch, Side side) {
        by.append(s -> Decision.append(new Entry.Routed("run-1", epoch, side, false)));
    }

    @Test
    void anObjectIsBuiltOnFirstUseAndOnlyOnce() {
        Regional<String> pool = regional();
        assertThat(built).isEmpty();
        assertThat(pool.get()).isEqualTo("pool in eastus2");
        assertThat(pool.get()).isEqualTo("pool in eastus2");
        assertThat(built).containsExactly("eastus2");
    }

    @Test
    void whileNoSideIsActiveCallersAreRefusedAndTheOldObjectIsRetired() {
        Regional<String> pool = regional();
        pool.get();
        fence(journal, 2);
        assertThatThrownBy(pool::get)
                .isInstanceOf(NoActiveSideException.class)
                .hasMessageContaining("no side is active in epoch 2");
        assertThat(retired).containsExactly("pool in eastus2 by epoch 2");
    }

    @Test
    void itFlipsInTheMomentThisProcessLearnsOfTheRoute() {
        Regional<String> pool = regional();
        pool.get();
        Journal elsewhere = Journal.open(store, "orders", "two", time);
        fence(elsewhere, 2);
        route(elsewhere, 3, Side.B);
        assertThat(pool.get()).isEqualTo("pool in eastus2");
        journal.refresh();
        assertThat(pool.get()).isEqualTo("pool in centralus");
        assertThat(pool.epoch()).isEqualTo(3);
        assertThat(retired).containsExactly("pool in eastus2 by epoch 3");
    }

    @Test
    void aSideThatComesBackGetsAFreshObject() {
        Regional<String> pool = regional();
        pool.get();
        fence(journal, 2);
        route(journal, 3, Side.A);
        assertThat(pool.get()).isEqualTo("pool in eastus2");
        assertThat(built).containsExactly("eastus2", "eastus2");
    }

    @Test
    void anObjectOfASideThatStaysActiveUnderANewEpochIsKept() {
        Regional<String> pool = regional();
        pool.get();
        Journal elsewhere = Journal.open(store, "orders", "two", time);
        fence(elsewhere, 2);
        route(elsewhere, 3, Side.A);
        journal.refresh();
        assertThat(pool.get()).isEqualTo("pool in eastus2");
        assertThat(built).containsExactly("eastus2");
        assertThat(retired).isEmpty();
    }

    @Test
    void useGivesTheEpochForOnesOwnRows() {
        Regional<String> pool = regional();
        assertThat(pool.<String>use((object, epoch) -> object + " in " + epoch)).isEqualTo("pool in eastus2 in 1");
        fence(journal, 2);
        route(journal, 3, Side.B);
        assertThat(pool.<String>use((object, epoch) -> object + " in " + epoch)).isEqualTo("pool in centralus in 3");
    }

    @Test
    void aJournalNotReadForTooLongRefusesByTheMonotonicClock() {
        Regional<String> pool = regional();
        pool.get();
        store.unreachable = true;
        time.nanos += Duration.ofSeconds(30).toNanos();
        assertThat(pool.get()).isEqualTo("pool in eastus2");
        time.nanos += Duration.ofSeconds(1).toNanos();
        assertThatThrownBy(pool::get)
                .isInstanceOf(NoActiveSideException.class)
                .hasMessageContaining("31000 ms ago, longer than the 30000 ms");
        assertThatThrownBy(journal::refresh).isInstanceOf(JournalException.class);
        store.unreachable = false;
        journal.refresh();
        assertThat(pool.get()).isEqualTo("pool in eastus2");
    }

    @Test
    void aMachineThatSleptRefusesByTheWallClock() {
        Regional<String> pool = regional();
        pool.get();
        time.wall = time.wall.plus(Duration.ofHours(8));
        time.nanos += Duration.ofMillis(2).toNanos();
        assertThatThrownBy(pool::get).isInstanceOf(NoActiveSideException.class);
        assertThatThrownBy(() -> pool.use((object, epoch) -> object)).isInstanceOf(NoActiveSideException.class);
    }

    @Test
    void aWallClockSteppedBackMakesNothingFresh() {
        Regional<String> pool = regional();
        pool.get();
        time.wall = time.wall.minus(Duration.ofHours(1));
        time.nanos += Duration.ofSeconds(31).toNanos();
        assertThatThrownBy(pool::get).isInstanceOf(NoActiveSideException.class);
    }

    @Test
    void keepServingServesOnWithoutTheJournal() {
        Regional<String> pool = regional(StalenessPolicy.keepServing());
        pool.get();
        store.unreachable = true;
        time.both(Duration.ofDays(3));
        assertThat(pool.get()).isEqualTo("pool in eastus2");
    }

    @Test
    void aSwitchWhileAnObjectIsBeingBuiltIsNeitherHeldUpNorMissed() throws Exception {
        CountDownLatch building = new CountDownLatch(1);
        CountDownLatch switched = new CountDownLatch(1);
        Regional<String> pool = Regional.following(
                journal,
                PAIR,
                region -> {
                    building.countDown();
                    try {
                        assertThat(switched.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "pool in " + region.name();
                },
                (object, region, epoch) -> retired.add(object + " by epoch " + epoch),
                StalenessPolicy.keepServing(),
                time);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> slow = thread.submit(pool::get);
            assertThat(building.await(20, TimeUnit.SECONDS)).isTrue();
            fence(journal, 2);
            route(journal, 3, Side.B);
            switched.countDown();
            assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo("pool in centralus");
            assertThat(retired).containsExactly("pool in eastus2 by epoch 3");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aListenerThatThrowsDoesNotKeepTheNewSideFromBeingServed() {
        Regional<String> pool = Regional.following(
                journal,
                PAIR,
                Region::name,
                (object, region, epoch) -> {
                    throw new IllegalStateException("close failed");
                },
                StalenessPolicy.keepServing(),
                time);
        pool.get();
        fence(journal, 2);
        route(journal, 3, Side.B);
        assertThat(pool.get()).isEqualTo("centralus");
    }

    private Regional<String> unfollowed(List<Runnable> told) {
        return Regional.following(
                journal,
                PAIR,
                Region::name,
                (object, region, epoch) -> retired.add(object),
                StalenessPolicy.refuseWritesAfter(Duration.ofSeconds(40)),
                time,
                told::add,
                () -> true);
    }

    @Test
    void aJournalThatNobodyFollowsIsReadByACallerAQuarterOfTheLimitApart() {
        Regional<String> pool = unfollowed(new ArrayList<>());
        assertThat(pool.get()).isEqualTo("eastus2");
        Journal elsewhere = Journal.open(store, "orders", "two", time);
        fence(elsewhere, 2);
        route(elsewhere, 3, Side.B);
        time.both(Duration.ofSeconds(9));
        assertThat(pool.get()).isEqualTo("eastus2");
        time.both(Duration.ofSeconds(2));
        assertThat(pool.get()).isEqualTo("centralus");
        time.both(Duration.ofHours(2));
        assertThat(pool.get()).isEqualTo("centralus");
        store.unreachable = true;
        time.both(Duration.ofSeconds(41));
        assertThatThrownBy(pool::get).isInstanceOf(NoActiveSideException.class);
        store.unreachable = false;
        assertThatThrownBy(pool::get).isInstanceOf(NoActiveSideException.class);
        time.both(Duration.ofSeconds(11));
        assertThat(pool.get()).isEqualTo("centralus");
    }

    @Test
    void theListenerIsToldByTheExecutorAndNotByWhoLearnedOfTheChange() {
        List<Runnable> told = new ArrayList<>();
        Regional<String> pool = unfollowed(told);
        pool.get();
        fence(journal, 2);
        assertThat(retired).isEmpty();
        told.forEach(Runnable::run);
        assertThat(retired).containsExactly("eastus2");
    }

    @Test
    void aLimitThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> StalenessPolicy.refuseWritesAfter(Duration.ZERO))
                .hasMessageContaining("whenJournalIsUnreachable");
    }
}
