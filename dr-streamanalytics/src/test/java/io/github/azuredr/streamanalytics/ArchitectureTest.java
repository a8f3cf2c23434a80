package io.github.azuredr.streamanalytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The rules of the house that hold in this module, each with its reason. */
@AnalyzeClasses(packages = "io.github.azuredr.streamanalytics", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.github.azuredr.streamanalytics.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages are read in order of dependence; a cycle has no beginning");

    @ArchTest
    static final ArchRule onlyTheKafkaPackageKnowsKafka = noClasses()
            .that()
            .resideOutsideOfPackage("..streamanalytics.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..")
            .because("kafka-clients is an optional dependency");

    @ArchTest
    static final ArchRule onlyTheEventHubsPackageKnowsAmqp = noClasses()
            .that()
            .resideOutsideOfPackage("..streamanalytics.eventhubs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.azure.messaging..", "com.azure.core.amqp..", "reactor..")
            .because("azure-messaging-eventhubs is an optional dependency");

    @ArchTest
    static final ArchRule onlyTheSpoolKnowsSqlite = noClasses()
            .that()
            .resideOutsideOfPackage("..streamanalytics.spool..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..")
            .because("sqlite-jdbc is an optional dependency, and a spool may be another");

    @ArchTest
    static final ArchRule sendingAndReadingDoNotKnowEachOther = noClasses()
            .that()
            .resideInAnyPackage("..output..", "..jdbc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..send..", "..spool..")
            .because("producers and consumers are different processes, often of different teams");

    @ArchTest
    static final ArchRule jacksonStaysBehindThreeDoors = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..streamanalytics.stamp..", "..streamanalytics.json..", "..streamanalytics.azure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..")
            .because("JSON is how a stamp enters a body and what Azure speaks, not what callers do");

    @ArchTest
    static final ArchRule onlyTwoPackagesKnowTheSdk = noClasses()
            .that()
            .resideOutsideOfPackages("..streamanalytics.azure..", "..streamanalytics.eventhubs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.azure..", "reactor..")
            .because("what is decided here must be testable, and usable, without Azure's SDK");

    @ArchTest
    static final ArchRule twinsAreComparedWithoutNetwork = noClasses()
            .that()
            .resideInAnyPackage("..streamanalytics.twin..", "..streamanalytics.control..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..streamanalytics.azure..", "..streamanalytics.port..", "io.github.azuredr.azure..")
            .because("a forced failover plans from kept definitions alone");

    @ArchTest
    static final ArchRule noOtherServiceModule = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.azuredr.datalake..",
                    "io.github.azuredr.datashare..",
                    "io.github.azuredr.biztalk..",
                    "io.github.azuredr.mobileservices..")
            .because("a service module knows core and no other service module");

    @ArchTest
    static final ArchRule timeIsGiven = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("time is given by a TimeSource");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("waiting is given, so that a story of hours runs in milliseconds");
}
