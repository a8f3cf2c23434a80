package io.github.azuredr.pair;

/** One of the two sides of a pair; which region it is was fixed by the journal's first entry and never changes. */
public enum Side {
    A,
    B;

    /** The opposite side. */
    public Side other() {
        return this == A ? B : A;
    }
}
