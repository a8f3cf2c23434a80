package io.github.azuredr;

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
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The rules of the house that hold inside core, each with its reason. */
@AnalyzeClasses(packages = "io.github.azuredr", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheAzurePackagesKnowTheSdk = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.azuredr.azure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.azure..", "reactor..")
            .because("an application that uses core without Azure's SDK, or with another version, must still load it");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.github.azuredr.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages are read in order of dependence; a cycle has no beginning");

    @ArchTest
    static final ArchRule noJacksonInPublicMethods = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.github.azuredr.azure..")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .arePublic()
            .should(namesNoJacksonType())
            .because("JSON is how we store, not what callers speak: Jackson 3 must be able to replace Jackson 2");

    @ArchTest
    static final ArchRule noJacksonInPublicConstructors = ArchRuleDefinition.constructors()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.github.azuredr.azure..")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .arePublic()
            .should(namesNoJacksonType())
            .because("JSON is how we store, not what callers speak: Jackson 3 must be able to replace Jackson 2");

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
            .that()
            .resideOutsideOfPackage("io.github.azuredr.time..")
            .should()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("waiting is given, so that a story of hours runs in milliseconds");

    @ArchTest
    static final ArchRule logsGoThroughSlf4j = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("an embedded library writes to the application's log, by named keys");

    @ArchTest
    static final ArchRule timeIsGiven = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.azuredr.time..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because(
                    "a decision must be replayable from its inputs, and time is one; io.github.azuredr.time is the door");

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
