package io.github.azuredr.testkit.assertions;

import io.github.azuredr.Status;
import io.github.azuredr.contract.Readiness;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.RunReport;

/** The way in: {@code import static ...DrAssertions.assertThat}. */
public final class DrAssertions {
    private DrAssertions() {}

    /** Begins to assert about a report. */
    public static RunReportAssert assertThat(RunReport actual) {
        return new RunReportAssert(actual);
    }

    /** Begins to assert about a plan. */
    public static PlanAssert assertThat(Plan actual) {
        return new PlanAssert(actual);
    }

    /** Begins to assert about a readiness proof. */
    public static ReadinessAssert assertThat(Readiness actual) {
        return new ReadinessAssert(actual);
    }

    /** Begins to assert about a status. */
    public static StatusAssert assertThat(Status actual) {
        return new StatusAssert(actual);
    }
}
