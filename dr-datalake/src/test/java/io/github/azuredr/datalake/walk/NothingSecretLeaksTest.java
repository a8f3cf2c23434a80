package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import com.azure.core.credential.AzureSasCredential;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.datalake.azure.CopyRights;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Clients with account keys and a signature live through a bad day; neither turns up in anything that is kept or shown. */
class NothingSecretLeaksTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<Appender<ILoggingEvent>> printers = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private Level before = Level.DEBUG;

    @TempDir
    private Path folder;

    @BeforeEach
    void listenToEverything() {
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.getLoggerContext().getLogger("io.github.azuredr").setLevel(Level.TRACE);
        lines.start();
        // What is listened to need not be printed as well.
        root.iteratorForAppenders().forEachRemaining(printers::add);
        printers.forEach(root::detachAppender);
        root.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        printers.forEach(root::addAppender);
        root.setLevel(before);
        root.getLoggerContext().getLogger("io.github.azuredr").setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neitherKeyNorSignatureIsKeptOrShown(boolean hierarchical) throws IOException {
        SimulatedLakeWorld world = hierarchical ? SimulatedLakeWorld.hierarchical() : SimulatedLakeWorld.flat();
        String sas = signature(world);
        LakePort a = world.port(Side.A, CopyRights.signature(new AzureSasCredential(sas)));
        LakePort b = world.port(Side.B);
        DisasterRecovery dr = LakeLife.of("one", world.clock(), a, b)
                .journal(FileJournalStore.in(folder))
                .build();
        dr.initialise();
        dr.prepare().orThrow();
        world.write(Side.A, "x", "first");
        show(dr.replicate().orThrow());
        assertThat(world.azure().calls().effects().to("centralus").list())
                .as("the service really copied under the signature")
                .anyMatch(call ->
                        call.method().equals("PUT") && call.url().getPath().startsWith("/data/"));

        for (int status : new int[] {403, 500, 412}) {
            world.write(Side.A, "x", "version " + status);
            world.azure().region(world.regionOf(Side.B)).failing(status);
            fails(dr);
            world.azure().region(world.regionOf(Side.B)).comeBack();
            world.azure().region(world.regionOf(Side.A)).failing(status);
            fails(dr);
            world.azure().region(world.regionOf(Side.A)).comeBack();
        }
        world.goDark(Side.B);
        fails(dr);
        world.comeBack(Side.B);
        world.write(Side.B, "x", "someone else");
        fails(dr);
        world.goDark(Side.A);
        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        shown.add(plan.text());
        shown.add(plan.json());
        show(LakeLife.run(dr, Goal.forceFailOverTo("centralus")).orThrow());
        world.comeBack(Side.A);
        shown.add(dr.readiness().text());
        shown.add(dr.status().toString());
        show(LakeLife.run(dr, Goal.reprotect()));
        shown.add(a + " " + b + " " + dr);

        List<String> secrets = new ArrayList<>(List.of(
                world.account(Side.A).key1Base64(), world.account(Side.B).key1Base64(), value(sas)));
        secrets.add(java.net.URLDecoder.decode(value(sas), StandardCharsets.UTF_8));
        assertThat(shown).hasSizeGreaterThan(15).allSatisfy(text -> isClean(text, secrets));
        assertThat(lines.list).hasSizeGreaterThan(10);
        assertThat(lines.list).allSatisfy(event -> isClean(text(event), secrets));
        assertThat(kept()).isNotEmpty().allSatisfy(text -> isClean(text, secrets));
    }

    private void fails(DisasterRecovery dr) {
        RunReport report = dr.replicate();
        show(report);
        Throwable thrown = catchThrowable(report::orThrow);
        StringWriter stack = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(stack));
        }
        shown.add(stack.toString());
        shown.add(dr.readiness().text());
        dr.openRun()
                .ifPresent(run ->
                        shown.add(run.abandon("ann", "the next failure is due").text()));
    }

    private void show(RunReport report) {
        shown.add(report.text());
        shown.add(report.json());
        shown.add(report.toString());
    }

    private static String text(ILoggingEvent event) {
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    /** Journal and attachments as they lie on the disk. */
    private List<String> kept() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }

    private static void isClean(String text, List<String> secrets) {
        assertThat(text).doesNotContain(secrets);
        assertThat(text.toLowerCase(Locale.ROOT).replace("sig=redacted", "")).doesNotContain("sig=");
    }

    private static String value(String sas) {
        return sas.replaceAll(".*sig=([^&]*).*", "$1");
    }

    private static String signature(SimulatedLakeWorld world) {
        BlobServiceClient service = new BlobServiceClientBuilder()
                .endpoint("https://" + world.account(Side.A).name() + ".blob.core.windows.net")
                .credential(new StorageSharedKeyCredential(
                        world.account(Side.A).name(), world.account(Side.A).key1Base64()))
                .httpClient(world.azure().httpClient())
                .buildClient();
        return service.generateAccountSas(new AccountSasSignatureValues(
                world.clock().instant().plus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC),
                AccountSasPermission.parse("rl"),
                AccountSasService.parse("b"),
                AccountSasResourceType.parse("co")));
    }
}
