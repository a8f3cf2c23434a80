package io.github.azuredr.datalake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The rules of the house that hold inside this module, each with its reason. */
@AnalyzeClasses(packages = "io.github.azuredr.datalake", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String AZURE = "io.github.azuredr.datalake..azure..";

    @ArchTest
    static final ArchRule onlyTheAzurePackagesKnowTheSdk = noClasses()
            .that()
            .resideOutsideOfPackage(AZURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.azure..", "com.microsoft.azure..", "reactor..")
            .because(
                    "the engine is proved on trees in memory, and another client library must be able to take its place");

    @ArchTest
    static final ArchRule knowsNoOtherServiceModule = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.azuredr.datashare..",
                    "io.github.azuredr.streamanalytics..",
                    "io.github.azuredr.mobileservices..",
                    "io.github.azuredr.biztalk..",
                    "io.github.azuredr.testkit..")
            .because("an application takes one service without the others");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.github.azuredr.datalake.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages are read in order of dependence; a cycle has no beginning");

    @ArchTest
    static final ArchRule theEngineKnowsNoPlans = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.github.azuredr.datalake.files..",
                    "io.github.azuredr.datalake.manifest..",
                    "io.github.azuredr.datalake.listing..",
                    "io.github.azuredr.datalake.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.azuredr.plan..", "io.github.azuredr.journal..", "io.github.azuredr.run..")
            .because("a pass runs without a journal, too: whoever only wants copies takes only the engine");

    @ArchTest
    static final ArchRule noJacksonInPublicMethods = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(AZURE)
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .arePublic()
            .should(namesNoJacksonType())
            .because("JSON is how we store, not what callers speak");

    @ArchTest
    static final ArchRule noJacksonInPublicConstructors = constructors()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(AZURE)
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .arePublic()
            .should(namesNoJacksonType())
            .because("JSON is how we store, not what callers speak");

    @ArchTest
    static final ArchRule nobodyWaitsOnAPoller = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.azure.core.util.polling.SyncPoller")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.azure.core.util.polling.PollerFlux")
            .because("the SDK's poller takes a failed poll for a failed operation and waits in real time");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("waiting is given, so that a story of hours runs in milliseconds");

    @ArchTest
    static final ArchRule timeIsGiven = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a pass must be replayable in virtual time");

    @ArchTest
    static final ArchRule logsGoThroughSlf4j = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("an embedded library writes to the application's log, by named keys");

    private static ArchCondition<JavaCodeUnit> namesNoJacksonType() {
        return new ArchCondition<>("name no Jackson type in parameters or result") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                boolean named = !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && Stream.concat(
                                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                                        unit.getParameterTypes().stream()
                                                .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                                .anyMatch(type -> type.getPackageName().startsWith("com.fasterxml.jackson"));
                if (named) {
                    events.add(SimpleConditionEvent.violated(unit, unit.getDescription() + " names a Jackson type"));
                }
            }
        };
    }
}
