package io.github.azuredr.step;

/**
 * Something a step proved or found that outlives its run: a recovery point, verification counts, a loss ledger. Kinds
 * live in {@code recovery}; the interface is open because more will come.
 */
public interface Evidence {}
