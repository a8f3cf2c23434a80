package io.github.azuredr.testkit.azure.analytics;

/** One statement, ready to run. */
@FunctionalInterface
interface UsqlStatement {
    /** Runs it; throws a {@link UsqlError} when it fails. */
    void run(UsqlSession session);
}
