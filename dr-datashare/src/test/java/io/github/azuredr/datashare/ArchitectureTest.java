package io.github.azuredr.datashare;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The rules of the house that hold inside this module, each with its reason. */
@AnalyzeClasses(packages = "io.github.azuredr.datashare", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheAzurePackageKnowsTheSdk = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.azuredr.datashare.azure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.azure..", "reactor..")
            .because("what is decided here must be testable, and usable, without Azure's SDK");

    @ArchTest
    static final ArchRule jacksonStaysBehindOneDoor = noClasses()
            .that()
            .resideOutsideOfPackages("io.github.azuredr.datashare.azure..", "io.github.azuredr.datashare.json..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")
            .because(
                    "JSON is what the service speaks, not what callers do: another library must be able to replace it");

    @ArchTest
    static final ArchRule thePureRestDoesNotReachForAzure = noClasses()
            .that()
            .resideInAnyPackage("..datashare.mapping..", "..datashare.mirror..", "..datashare.invite..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..datashare.azure..", "..datashare.port..", "io.github.azuredr.azure..")
            .because("the mirror is replayed from an inventory alone, without network and clock");

    @ArchTest
    static final ArchRule providerAndConsumerShareNothingButNouns = noClasses()
            .that()
            .resideInAPackage("..datashare.consumer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..datashare.inventory..", "..datashare.mirror..", "..datashare.invite..")
            .because("a consumer is another company: it knows nothing of the provider but what the service shows it");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.github.azuredr.datashare.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages are read in order of dependence; a cycle has no beginning");

    @ArchTest
    static final ArchRule timeIsGiven = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a decision must be replayable from its inputs, and time is one");
}
