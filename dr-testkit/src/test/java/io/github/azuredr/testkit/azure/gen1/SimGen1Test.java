package io.github.azuredr.testkit.azure.gen1;

import static io.github.azuredr.testkit.azure.gen1.Gen1Rig.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated file system keeps the rules of WebHDFS and of the service's extensions. */
class SimGen1Test {
    private static final String HOST = "https://lakeeast.azuredatalakestore.net";

    private final Gen1Rig rig = new Gen1Rig();

    @BeforeEach
    void anAccount() {
        rig.gen1.createAccount("lakeeast", "eastus2");
    }

    @Test
    void aFileCreatedInOneCallIsReadByRange() {
        assertThat(create("/a/b c.txt", "hello", "overwrite=false").status()).isEqualTo(201);

        assertThat(get("/a/b c.txt", "OPEN", "read=true").text()).isEqualTo("hello");
        assertThat(get("/a/b c.txt", "OPEN", "read=true&offset=1&length=3").text())
                .isEqualTo("ell");
        Json status = status("/a/b c.txt");
        assertThat(status.number("FileStatus.length")).contains(5L);
        assertThat(status.text("FileStatus.type")).contains("FILE");
        assertThat(status.text("FileStatus.owner")).contains(Gen1Rig.ME);
        assertThat(json(get("/a", "GETFILESTATUS", "")).text("FileStatus.type")).contains("DIRECTORY");
    }

    @Test
    void whatIsWrittenUnderDataIsShownWhenTheHandleCloses() {
        create("/f", "", "overwrite=true&syncFlag=DATA&leaseid=L");
        post("/f", "APPEND", "append=true&syncFlag=DATA&leaseid=L&offset=0", "abc");

        assertThat(status("/f").number("FileStatus.length")).contains(0L);
        assertThat(refusal(post("/f", "APPEND", "append=true&leaseid=OTHER", "x")))
                .isEqualTo("403 AccessControlException");
        assertThat(refusal(post("/f", "APPEND", "append=true&leaseid=L&offset=2", "x")))
                .isEqualTo("400 BadOffsetException");
        rig.azure.deliberately("the description wants a body, and the official client closes without one", () -> {
            assertThat(post("/f", "APPEND", "append=true&syncFlag=CLOSE&leaseid=L&offset=3", "")
                            .status())
                    .isEqualTo(200);
        });
        assertThat(status("/f").number("FileStatus.length")).contains(3L);
        assertThat(post("/f", "APPEND", "append=true&offset=3", "d").status()).isEqualTo(200);
        assertThat(get("/f", "OPEN", "read=true").text()).isEqualTo("abcd");
    }

    @Test
    void withoutTheWordToOverwriteATakenPathIsRefused() {
        create("/f", "1", "overwrite=false");

        assertThat(refusal(create("/f", "2", "overwrite=false"))).isEqualTo("403 FileAlreadyExistsException");
        assertThat(create("/f", "2", "overwrite=true").status()).isEqualTo(201);
        assertThat(refusal(create("/x/y", "2", "overwrite=false&CreateParent=false")))
                .isEqualTo("404 FileNotFoundException");
    }

    @Test
    void withoutTheWordForItAnAnswerIsARedirect() {
        create("/f", "1", "overwrite=false");

        rig.azure.deliberately("plain WebHDFS clients do not send these words", () -> {
            assertThat(get("/f", "OPEN", "").status()).isEqualTo(307);
            assertThat(put("/g", "CREATE", "").status()).isEqualTo(307);
            assertThat(post("/f", "APPEND", "", "x").status()).isEqualTo(307);
        });
    }

    @Test
    void listingsComeInPagesThatGoOnBehindAName() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            create("/l/" + name, name, "overwrite=false");
        }
        Json first = json(get("/l", "LISTSTATUS", "listSize=2"));
        String token = first.text("FileStatuses.continuationToken").orElseThrow();
        Json second = json(get("/l", "LISTSTATUS", "listSize=2&listAfter=" + token));
        Json last = json(get("/l", "LISTSTATUS", "listSize=2&listAfter=d"));

        assertThat(names(first)).containsExactly("a", "b");
        assertThat(names(second)).containsExactly("c", "d");
        assertThat(names(last)).containsExactly("e");
        assertThat(last.text("FileStatuses.continuationToken")).contains("");
        assertThat(names(json(get("/l/a", "LISTSTATUS", "")))).containsExactly("");
        assertThat(refusal(get("/none", "LISTSTATUS", ""))).isEqualTo("404 FileNotFoundException");
    }

    @Test
    void aRenameTakesDirectoriesWholeAndATakenNameOnlyWithTheWordForIt() {
        create("/d/x", "1", "overwrite=false");
        create("/e", "old", "overwrite=false");
        create("/n", "new", "overwrite=false");

        assertThat(done(put("/d", "RENAME", "destination=%2Fmoved"))).isTrue();
        assertThat(get("/moved/x", "OPEN", "read=true").text()).isEqualTo("1");
        assertThat(done(put("/n", "RENAME", "destination=%2Fe"))).isFalse();
        assertThat(done(put("/n", "RENAME", "destination=%2Fe&renameoptions=OVERWRITE")))
                .isTrue();
        assertThat(get("/e", "OPEN", "read=true").text()).isEqualTo("new");
        assertThat(refusal(put("/n", "RENAME", "destination=%2Fe"))).isEqualTo("404 FileNotFoundException");
        assertThat(refusal(put("/moved", "RENAME", "destination=%2Fmoved%2Fin")))
                .isEqualTo("400 IllegalArgumentException");
    }

    @Test
    void aRenamedFileKeepsItsTime() {
        create("/f", "1", "overwrite=false");
        Json before = status("/f");
        rig.clock.advance(Duration.ofMinutes(1));

        put("/f", "RENAME", "destination=%2Fg");

        assertThat(status("/g").number("FileStatus.modificationTime"))
                .isEqualTo(before.number("FileStatus.modificationTime"));
    }

    @Test
    void onlyAnEmptyDirectoryGoesWithoutTheWordForAll() {
        create("/d/x", "1", "overwrite=false");

        assertThat(refusal(delete("/d", "recursive=false"))).isEqualTo("403 IOException");
        assertThat(done(delete("/d", "recursive=true"))).isTrue();
        assertThat(done(delete("/d", "recursive=true"))).isFalse();
    }

    @Test
    void partsAreJoinedIntoOneFileAndAreGone() {
        create("/p/1", "one", "overwrite=false");
        create("/p/2", "two", "overwrite=false");

        assertThat(post("/whole", "MSCONCAT", "deleteSourceDirectory=true", "{\"sources\":[\"/p/2\",\"/p/1\"]}")
                        .status())
                .isEqualTo(200);

        assertThat(get("/whole", "OPEN", "read=true").text()).isEqualTo("twoone");
        assertThat(get("/p", "GETFILESTATUS", "").status()).isEqualTo(404);
        create("/q/1", "one", "overwrite=false");
        create("/q/2", "other", "overwrite=false");
        assertThat(refusal(post("/w2", "MSCONCAT", "deleteSourceDirectory=true", "sources=/q/1")))
                .isEqualTo("400 IllegalArgumentException");
        assertThat(refusal(post("/whole", "MSCONCAT", "", "sources=/q/1"))).isEqualTo("403 FileAlreadyExistsException");
        assertThat(post("/w3", "MSCONCAT", "", "sources=/q/1").status()).isEqualTo(200);
    }

    @Test
    void aFileAppendedToByManyIsMadeByTheFirst() {
        rig.azure.deliberately("the description wants chunks, which the official client does not send either", () -> {
            assertThat(refusal(ext("POST", "/log", "op=CONCURRENTAPPEND", "a"))).isEqualTo("404 FileNotFoundException");
            assertThat(ext("POST", "/log", "op=CONCURRENTAPPEND&appendMode=autocreate", "a")
                            .status())
                    .isEqualTo(200);
            assertThat(ext("POST", "/log", "op=CONCURRENTAPPEND", "b").status()).isEqualTo(200);
        });

        assertThat(get("/log", "OPEN", "read=true").text()).isEqualTo("ab");
    }

    @Test
    void anExpiredFileIsGone() {
        create("/f", "1", "overwrite=false");
        long soon = rig.clock.instant().plusSeconds(60).toEpochMilli();

        assertThat(ext("PUT", "/f", "op=SETEXPIRY&expiryOption=Absolute&expireTime=" + soon, "")
                        .status())
                .isEqualTo(200);
        assertThat(status("/f").number("FileStatus.msExpirationTime")).contains(soon);
        rig.clock.advance(Duration.ofMinutes(2));

        assertThat(get("/f", "GETFILESTATUS", "").status()).isEqualTo(404);
        assertThat(names(json(get("/", "LISTSTATUS", "")))).isEmpty();
    }

    @Test
    void accessListsFollowThePosixRules() {
        String named = "user:22222222-2222-2222-2222-222222222222:r-x";
        create("/d/f", "1", "overwrite=false");

        assertThat(refusal(acl("/d", "SETACL", named))).isEqualTo("400 IllegalArgumentException");
        assertThat(acl(
                                "/d",
                                "SETACL",
                                "user::rwx,group::r-x,other::---," + named
                                        + ",default:user::rwx,default:group::r-x,default:other::---,default:" + named)
                        .status())
                .isEqualTo(200);
        create("/d/g", "2", "overwrite=false");

        Json directory = json(get("/d", "GETACLSTATUS", ""));
        assertThat(directory.texts("AclStatus.entries")).contains(named, "mask::r-x", "default:mask::r-x");
        assertThat(directory.text("AclStatus.permission")).contains("750");
        assertThat(json(get("/d/g", "GETACLSTATUS", "")).texts("AclStatus.entries"))
                .contains(named)
                .noneMatch(entry -> entry.startsWith("default:"));
        assertThat(refusal(acl("/d/f", "MODIFYACLENTRIES", "default:user::rwx")))
                .isEqualTo("400 IllegalArgumentException");
        assertThat(acl("/d/g", "REMOVEACLENTRIES", "user:22222222-2222-2222-2222-222222222222")
                        .status())
                .isEqualTo(200);
        assertThat(put("/d", "REMOVEDEFAULTACL", "").status()).isEqualTo(200);
        assertThat(put("/d", "REMOVEACL", "").status()).isEqualTo(200);
        assertThat(status("/d").flag("FileStatus.aclBit")).contains(false);
        assertThat(put("/d", "SETPERMISSION", "permission=1700").status()).isEqualTo(200);
        assertThat(json(get("/d", "GETACLSTATUS", "")).flag("AclStatus.stickyBit"))
                .contains(true);
    }

    @Test
    void someoneElseMayDoWhatTheListSays() {
        create("/d/f", "1", "overwrite=false");
        String other =
                rig.azure.tokens().issue("home", "33333333-3333-3333-3333-333333333333", "https://datalake.azure.net/");

        assertThat(as(other, "/d/f", "OPEN", "read=true").status()).isEqualTo(403);
        acl("/d/f", "MODIFYACLENTRIES", "user:33333333-3333-3333-3333-333333333333:r--");
        assertThat(as(other, "/d/f", "OPEN", "read=true").status()).isEqualTo(200);
        assertThat(as("worth nothing", "/d/f", "OPEN", "read=true").status()).isEqualTo(401);
    }

    @Test
    void aDarkRegionDoesNotAnswerAndAThrottledOneSaysSoInItsWords() {
        create("/f", "1", "overwrite=false");
        rig.azure.region("eastus2").throttled(Duration.ofSeconds(1));
        assertThat(refusal(get("/f", "GETFILESTATUS", ""))).isEqualTo("429 ThrottledException");

        rig.azure.region("eastus2").comeBack().goDark();
        assertThatThrownBy(() -> get("/f", "GETFILESTATUS", "")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theSummaryCountsWhatLiesBelow() {
        create("/d/e/f", "123", "overwrite=false");

        Json summary = json(get("/d", "GETCONTENTSUMMARY", ""));

        assertThat(summary.number("ContentSummary.fileCount")).contains(1L);
        assertThat(summary.number("ContentSummary.directoryCount")).contains(2L);
        assertThat(summary.number("ContentSummary.length")).contains(3L);
        assertThat(get("/d", "CHECKACCESS", "fsaction=r-x").status()).isEqualTo(200);
    }

    @Test
    void anUnknownVersionOrOperationIsRefused() {
        rig.azure.deliberately("what is refused here is in no description", () -> {
            assertThat(refusal(rig.call("GET", HOST + "/webhdfs/v1/f?op=OPEN&read=true&api-version=1999-01-01", "")))
                    .isEqualTo("400 IllegalArgumentException");
            assertThat(refusal(get("/f", "FLY", ""))).isEqualTo("400 UnsupportedOperationException");
        });
    }

    private SimResponse create(String path, String body, String query) {
        return call("PUT", "/webhdfs/v1" + encoded(path), "op=CREATE&write=true&" + query, body);
    }

    private SimResponse put(String path, String op, String query) {
        return call("PUT", "/webhdfs/v1" + encoded(path), "op=" + op + "&" + query, "");
    }

    private SimResponse acl(String path, String op, String spec) {
        return put(path, op, "aclspec=" + URLEncoder.encode(spec, UTF_8));
    }

    private SimResponse post(String path, String op, String query, String body) {
        return call("POST", "/webhdfs/v1" + encoded(path), "op=" + op + "&" + query, body);
    }

    private SimResponse ext(String method, String path, String query, String body) {
        return call(method, "/WebHdfsExt" + encoded(path), query, body);
    }

    private SimResponse delete(String path, String query) {
        return call("DELETE", "/webhdfs/v1" + encoded(path), "op=DELETE&" + query, "");
    }

    private SimResponse get(String path, String op, String query) {
        return call("GET", "/webhdfs/v1" + encoded(path), "op=" + op + "&" + query, "");
    }

    private Json status(String path) {
        return json(get(path, "GETFILESTATUS", ""));
    }

    private SimResponse call(String method, String path, String query, String body) {
        String joint = query.isEmpty() || query.endsWith("&") ? "" : "&";
        return rig.call(method, HOST + path + "?" + query + joint + Gen1Rig.VERSION, body);
    }

    private SimResponse as(String token, String path, String op, String query) {
        URI url = URI.create(HOST + "/webhdfs/v1" + path + "?op=" + op + "&" + query + "&" + Gen1Rig.VERSION);
        try {
            return rig.azure.exchange(
                    new SimRequest("GET", url, Map.of("Authorization", "Bearer " + token), new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String path) {
        return path.replace(" ", "%20");
    }

    private static List<String> names(Json listing) {
        return listing.list("FileStatuses.FileStatus").stream()
                .map(each -> each.text("pathSuffix").orElseThrow())
                .toList();
    }

    private static boolean done(SimResponse answer) {
        return json(answer).flag("boolean").orElseThrow();
    }

    private static String refusal(SimResponse answer) {
        return answer.status() + " "
                + json(answer).text("RemoteException.exception").orElse("without a name");
    }
}
