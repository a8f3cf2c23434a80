package io.github.azuredr.datashare.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datashare.consumer.ConsumerPolicy;
import io.github.azuredr.datashare.invite.ConsumerStance;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.datashare.story.SharingWorld.Party;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.testkit.story.OutageStory;
import io.github.azuredr.testkit.walk.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The outages of a provider and of a consumer, told minute by minute, with the bytes compared on the way. */
class DataShareStoriesTest {

    private static void bytesOf(SharingWorld world, String store, String another) {
        assertThat(world.files(store)).isNotEmpty().isEqualTo(world.files(another));
    }

    @Test
    void providersRegionDark() {
        OutageStory.of(
                        "providers-region-dark",
                        "A provider loses its region; its consumer, who keeps an idle subscription, receives on.",
                        Scenario.in(() -> new SharingWorld(Party.PROVIDER))
                                .prepare()
                                .happens("the consumer accepts the second invitation", w -> {
                                    w.shares.consumerReady("centralus", "concentral");
                                    w.shares.subscribeByHand("centralus", "concentral");
                                })
                                .replicate()
                                .happens("a file is shared and copied by the store's own means", w -> {
                                    w.file("prieast", "2026/q5.csv", "id,sum\n1,50\n");
                                    w.replicate();
                                })
                                .goesDark(Side.A)
                                .forceFailOver("centralus")
                                .happens("the consumer takes the schedule and it fires", w -> {
                                    w.shares.scheduleByHand("centralus");
                                    w.untilTheNextSnapshot();
                                })
                                .happens("the bytes are compared", w -> bytesOf(w, "pricentral", "concentral"))
                                .comesBack(Side.A)
                                .reprotect()
                                .replicate()
                                .failOver("eastus2"))
                .mustBeAsCommitted();
    }

    @Test
    void consumersRegionDark() {
        OutageStory.of(
                        "consumers-region-dark",
                        "A consumer loses its region; the idle stand-in takes the schedule over, and the old one ends.",
                        Scenario.in(() -> new SharingWorld(Party.CONSUMER).sharingFromBoth())
                                .prepare()
                                .replicate()
                                .goesDark(Side.A)
                                .forceFailOver("centralus")
                                .happens("the schedule fires", SharingWorld::untilTheNextSnapshot)
                                .happens("the bytes are compared", w -> bytesOf(w, "pricentral", "concentral"))
                                .comesBack(Side.A)
                                .happens("nothing of the old side is armed", w -> assertThat(w.shares
                                                .subscriber("eastus2")
                                                .children("sales", SubscriptionChild.TRIGGERS))
                                        .isEmpty())
                                .reprotect()
                                .replicate()
                                .failOver("eastus2")
                                .happens("a new file is shared and the schedule fires at home", w -> {
                                    w.file("prieast", "2026/q6.csv", "id,sum\n1,60\n");
                                    w.untilTheNextSnapshot();
                                })
                                .happens("the bytes are compared", w -> bytesOf(w, "prieast", "coneast")))
                .mustBeAsCommitted();
    }

    @Test
    void providerAndConsumerPairFailOverTogether() {
        OutageStory.of(
                        "provider-and-consumer-fail-over-together",
                        "Provider and consumer live in one region and lose it together; both move in one run.",
                        Scenario.in(() -> new SharingWorld(Party.PROVIDER, Party.CONSUMER)
                                        .with(ConsumerPolicy.ofDefaults().withSnapshotAtFailover()))
                                .prepare()
                                .run(
                                        "prepare again, now that the invitation is there",
                                        dr -> Scenario.approved(dr, Goal.prepare()))
                                .replicate()
                                .goesDark(Side.A)
                                .forceFailOver("centralus")
                                .happens("the bytes are compared", w -> bytesOf(w, "pricentral", "concentral"))
                                .comesBack(Side.A)
                                .reprotect()
                                .replicate()
                                .failOver("eastus2"))
                .mustBeAsCommitted();
    }

    @Test
    void primaryReturnsWithItsScheduleStillArmed() {
        OutageStory.of(
                        "primary-returns-with-its-schedule-still-armed",
                        "The old side's schedule fires before anybody noticed its return: it writes to its own store only.",
                        Scenario.in(() -> new SharingWorld(Party.CONSUMER).sharingFromBoth())
                                .prepare()
                                .replicate()
                                .goesDark(Side.A)
                                .forceFailOver("centralus")
                                .happens("the providers' sides differ, and the old side is back unnoticed", w -> {
                                    w.file("pricentral", "2026/q4.csv", "id,sum\n1,40\n2,42\n");
                                    w.comeBack(Side.A);
                                    w.file("prieast", "2026/late.csv", "id,sum\n9,99\n");
                                    w.untilTheNextSnapshot();
                                })
                                .happens("both schedules fired, each into its own store", w -> {
                                    bytesOf(w, "pricentral", "concentral");
                                    bytesOf(w, "prieast", "coneast");
                                    assertThat(w.files("concentral")).doesNotContainKey("2026/late.csv");
                                })
                                .call("readiness", (w, dr) -> dr.readiness(), state -> state.runs()
                                        .deferred()
                                        .isEmpty())
                                .happens("a file more on both sides, and a day", w -> {
                                    w.file("prieast", "2026/later.csv", "id,sum\n9,100\n");
                                    w.file("pricentral", "2026/q5.csv", "id,sum\n1,50\n");
                                    w.untilTheNextSnapshot();
                                })
                                .happens("only the schedule in use fired", w -> {
                                    assertThat(w.files("coneast")).doesNotContainKey("2026/later.csv");
                                    bytesOf(w, "pricentral", "concentral");
                                }))
                .mustBeAsCommitted();
    }

    @Test
    void brownoutWhileInviting() {
        OutageStory.of(
                        "brownout-while-inviting",
                        "The second region answers badly while consumers are invited: each invitation is sent once.",
                        Scenario.in(() -> new SharingWorld(ConsumerStance.INVITE_AT_FAILOVER, Party.PROVIDER))
                                .prepare()
                                .replicate()
                                .goesDark(Side.A)
                                .happens("centralus refuses now and then, and loses the answer to an invitation", w -> {
                                    w.shares.azure.loseAnswerAfterEffect(
                                            call -> call.method().equals("PUT")
                                                    && call.url().getPath().contains("/invitations/"),
                                            1);
                                    w.shares.azure.region("centralus").failing(503, 0.25);
                                })
                                .forceFailOver("centralus")
                                .happens("the region recovers", w -> w.comeBack(Side.B))
                                .happens("one invitation is there", w -> assertThat(
                                                w.shares.account("centralus").children("sales", ShareChild.INVITATIONS))
                                        .hasSize(1))
                                .happens("the consumer accepts it, maps and receives", w -> {
                                    w.shares.consumerReady("centralus", "concentral");
                                    w.shares.subscribeByHand("centralus", "concentral");
                                    w.shares.synchronizeByHand("centralus");
                                })
                                .happens("the bytes are compared", w -> bytesOf(w, "pricentral", "concentral"))
                                .comesBack(Side.A))
                .mustBeAsCommitted();
    }

    @Test
    void drill() {
        OutageStory.of(
                        "drill",
                        "A consumer rehearses: the stand-in's snapshot goes to a container of its own and is compared.",
                        Scenario.in(() -> new SharingWorld(Party.CONSUMER).sharingFromBoth())
                                .prepare()
                                .replicate()
                                .run("drill in centralus", dr -> Scenario.approved(dr, Goal.drillIn("centralus")))
                                .happens("the bytes are compared", w -> {
                                    assertThat(w.shares.files("concentral", "dr-rehearsal"))
                                            .hasSize(2)
                                            .containsEntry("sales/all/2026/q3.csv", "id,sum\n1,30\n")
                                            .containsEntry("sales/all/2026/q4.csv", "id,sum\n1,40\n2,41\n");
                                    assertThat(w.files("concentral")).isEmpty();
                                })
                                .run("end of the drill", dr -> Scenario.approved(dr, Goal.endDrill()))
                                .happens("nothing of it is left", w -> assertThat(
                                                w.shares.files("concentral", "dr-rehearsal"))
                                        .isEmpty())
                                .passes(Duration.ofMinutes(1)))
                .mustBeAsCommitted();
    }
}
