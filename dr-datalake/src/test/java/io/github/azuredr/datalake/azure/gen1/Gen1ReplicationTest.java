package io.github.azuredr.datalake.azure.gen1;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.microsoft.azure.datalake.store.ADLStoreClient;
import com.microsoft.azure.datalake.store.ExpiryOption;
import com.microsoft.azure.datalake.store.acl.AclEntry;
import io.github.azuredr.datalake.azure.HierarchicalLake;
import io.github.azuredr.datalake.files.PassReport;
import io.github.azuredr.datalake.store.LakeFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine between Gen1 accounts, and from Gen1 to its successor. */
class Gen1ReplicationTest {
    private static final String SOMEONE = "11111111-1111-1111-1111-111111111111";
    private static final String ACL = "user::rwx,user:" + SOMEONE + ":r-x,group::r-x,mask::r-x,other::---";

    private final Gen1Rig rig = new Gen1Rig();

    @BeforeEach
    void trees() {
        rig.lake("lakeeast").create();
        rig.lake("lakewest").create();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void filesDirectoriesChangesAndDeletionsArriveAndWhatIsReplacedIsKept() {
        rig.write("lakeeast", "a/b/c", "1");
        rig.write("lakeeast", "a/d e", "22");
        rig.lake("lakeeast").makeDirectory("empty");
        PassReport first = pass();
        PassReport idle = pass();
        rig.write("lakeeast", "a/b/c", "changed");
        rig.gen1.files("lakeeast").delete("/orders/a/d e");
        PassReport changed = pass();

        assertThat(first.files().copied()).isEqualTo(2);
        assertThat(idle.files().copied()).isZero();
        assertThat(changed.files().copied()).isEqualTo(1);
        assertThat(changed.files().deleted()).isEqualTo(1);
        assertThat(changed.files().kept()).isEqualTo(2);
        assertThat(rig.users("lakewest")).isEqualTo(rig.users("lakeeast")).containsOnly(Map.entry("a/b/c", "changed"));
        assertThat(rig.lake("lakewest").look("empty")).map(LakeFile::directory).contains(true);
    }

    @Test
    void ownerGroupAccessAndExpiryArriveWithTheFile() throws Exception {
        ADLStoreClient east = rig.client("lakeeast");
        rig.write("lakeeast", "a/b", "1");
        Date soon = Date.from(rig.clock.instant().plusSeconds(3600));
        east.setAcl("/orders/a/b", AclEntry.parseAclSpec(ACL));
        east.setOwner("/orders/a/b", SOMEONE, "22222222-2222-2222-2222-222222222222");
        east.setExpiryTime("/orders/a/b", ExpiryOption.Absolute, soon.getTime());
        east.setAcl(
                "/orders/a", AclEntry.parseAclSpec(ACL + ",default:user::rwx,default:group::r-x,default:other::---"));

        pass();

        assertThat(rig.lake("lakewest").access("a/b"))
                .isEqualTo(rig.lake("lakeeast").access("a/b"))
                .get()
                .satisfies(rules -> assertThat(rules.owner()).isEqualTo(SOMEONE))
                .satisfies(rules -> assertThat(rules.acl()).contains("user:" + SOMEONE + ":r-x"));
        assertThat(rig.lake("lakewest").access("a"))
                .isEqualTo(rig.lake("lakeeast").access("a"));
        assertThat(rig.client("lakewest").getDirectoryEntry("/orders/a/b").expiryTime)
                .isEqualTo(soon);
        assertThat(pass().files().copied()).isZero();
    }

    @Test
    void aFileOfManyRequestsArrivesWhole() {
        String large = "0123456789abcdef".repeat(600_000);
        rig.write("lakeeast", "large", large);

        pass();

        assertThat(rig.users("lakewest")).containsEntry("large", large);
        assertThat(rig.gen1.files("lakewest").all().keySet()).noneMatch(path -> path.contains("/.parts/"));
    }

    @Test
    void aTargetThatSomeoneElseWroteStopsThePass() {
        rig.write("lakeeast", "a", "1");
        pass();
        rig.clock.advance(Duration.ofSeconds(1));
        rig.write("lakewest", "a", "theirs");
        rig.write("lakeeast", "a", "22");

        PassReport stopped =
                rig.between(rig.lake("lakeeast"), rig.lake("lakewest")).run(1);

        assertThat(stopped.complete()).isFalse();
        assertThat(rig.users("lakewest")).containsEntry("a", "theirs");
    }

    @Test
    void theWayOutOfGen1CarriesFilesAccessAndTheTimeOfExpiry() throws Exception {
        HierarchicalLake gen2 = rig.gen2("successor", "centralus");
        ADLStoreClient east = rig.client("lakeeast");
        rig.write("lakeeast", "a/b", "1");
        rig.write("lakeeast", "a/c", "2");
        Instant soon = rig.clock.instant().plusSeconds(3600);
        east.setAcl("/orders/a/b", AclEntry.parseAclSpec(ACL));
        east.setExpiryTime("/orders/a/c", ExpiryOption.Absolute, soon.toEpochMilli());

        PassReport first = rig.between(rig.lake("lakeeast"), gen2).run(1).orThrow();
        PassReport idle = rig.between(rig.lake("lakeeast"), gen2).run(1).orThrow();
        rig.clock.advance(Duration.ofMinutes(1));
        rig.write("lakeeast", "a/b", "changed");
        PassReport changed = rig.between(rig.lake("lakeeast"), gen2).run(1).orThrow();

        assertThat(first.files().copied()).isEqualTo(2);
        assertThat(idle.files().copied()).isZero();
        assertThat(changed.files().copied()).isEqualTo(1);
        assertThat(users("successor")).containsOnlyKeys("a", "a/b", "a/c");
        assertThat(rig.files("successor").getFileClient("a/c").getProperties().getMetadata())
                .containsEntry("azuredr_expires", soon.toString());
    }

    @Test
    void theAccessListOfAFileIsTheSameInTheSuccessor() throws Exception {
        HierarchicalLake gen2 = rig.gen2("successor", "centralus");
        rig.write("lakeeast", "a/b", "1");
        rig.client("lakeeast").setAcl("/orders/a/b", AclEntry.parseAclSpec(ACL));

        rig.between(rig.lake("lakeeast"), gen2).run(1).orThrow();

        assertThat(gen2.access("a/b").orElseThrow().acl()).contains("user:" + SOMEONE + ":r-x", "other::---");
        assertThat(gen2.access("a/b").orElseThrow().owner())
                .isEqualTo(rig.lake("lakeeast").access("a/b").orElseThrow().owner());
    }

    @Test
    void aLookFromTheSuccessorBackKeepsTheExpiry() throws Exception {
        HierarchicalLake gen2 = rig.gen2("successor", "centralus");
        rig.write("lakeeast", "c", "2");
        Instant soon = rig.clock.instant().plusSeconds(3600);
        rig.client("lakeeast").setExpiryTime("/orders/c", ExpiryOption.Absolute, soon.toEpochMilli());
        rig.between(rig.lake("lakeeast"), gen2).run(1).orThrow();

        rig.between(gen2, rig.lake("lakewest")).run(1).orThrow();

        assertThat(rig.client("lakewest").getDirectoryEntry("/orders/c").expiryTime)
                .isEqualTo(Date.from(soon));
    }

    private PassReport pass() {
        rig.clock.advance(Duration.ofMinutes(1));
        return rig.between(rig.lake("lakeeast"), rig.lake("lakewest")).run(1).orThrow();
    }

    private Map<String, Long> users(String account) {
        Map<String, Long> all = new TreeMap<>();
        rig.files(account)
                .listPaths(new ListPathsOptions().setRecursive(true), Duration.ofMinutes(1))
                .forEach(item -> {
                    if (!item.getName().startsWith("_azuredr")) {
                        all.put(item.getName(), item.isDirectory() ? -1 : item.getContentLength());
                    }
                });
        return all;
    }
}
