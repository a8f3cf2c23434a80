package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.story.OutageStory;
import io.github.azuredr.testkit.walk.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The pair of accounts told as a page. */
class AccountStoryTest {
    private static final String RULES =
            "/resourceGroups/central/providers/Microsoft.DataLakeAnalytics/accounts/lakecentral/firewallRules/";

    @Test
    void thePairOfAccounts() {
        OutageStory.of(
                        "pair-of-accounts",
                        "A second region has nothing; it gets accounts like the first's, somebody opens a firewall there,"
                                + " it is closed again, and after an outage the side that came back follows the other.",
                        Scenario.in(AccountWorld::new)
                                .prepare()
                                .happens(
                                        "somebody opens the standby's firewall",
                                        world -> rule(world, "office", "0.0.0.0", "255.255.255.255"))
                                .passes(Duration.ofMinutes(1))
                                .prepare()
                                .replicate()
                                .goesDark(Side.A)
                                .forceFailOver("centralus")
                                .happens(
                                        "a rule is added where the work is now",
                                        world -> rule(world, "branch", "10.1.0.1", "10.1.0.9"))
                                .comesBack(Side.A)
                                .reprotect())
                .mustBeAsCommitted();
    }

    private static void rule(AccountWorld world, String name, String start, String end) {
        world.accounts.person(
                "PUT",
                RULES + name,
                "2016-11-01",
                "{\"properties\":{\"startIpAddress\":\"" + start + "\",\"endIpAddress\":\"" + end + "\"}}");
    }
}
