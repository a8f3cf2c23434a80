package io.github.azuredr.datalake.account;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Core's guard stands before each call of the port a step is given, and before nothing that such a call gives out. */
@AnalyzeClasses(packages = "io.github.azuredr.datalake.account", importOptions = ImportOption.DoNotIncludeTests.class)
class StepsPassTheGuardTest {

    @ArchTest
    static final ArchRule noStepKeepsTheAccountsBehindTheGuard = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(AccountsSide.class.getName())
            .should()
            .callMethod(AccountsSide.class, "accounts")
            .because("an executor held between asking for the accounts and using them would send an effect after it"
                    + " was overtaken");
}
