package io.github.azuredr.datalake.store;

/**
 * What a side is and can do.
 *
 * @param name account and container for reports; never a secret
 * @param hierarchical whether directories are real and files are renamed atomically
 * @param copiesFromOthers whether its service may be asked to copy from another account
 * @param singlePutLimit the largest file, in bytes, sent in one call when bytes pass through here; also the block size
 * @param conditional whether the service itself checks which version a write may replace; where it does not, a late write
 *     of an executor that was overtaken is held off by nothing
 */
public record LakeTraits(
        String name, boolean hierarchical, boolean copiesFromOthers, int singlePutLimit, boolean conditional) {
    /** Checks the parts. */
    public LakeTraits {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: must say which account and container this is");
        }
        if (singlePutLimit < 1) {
            throw new IllegalArgumentException("singlePutLimit: must be at least 1 byte, was " + singlePutLimit);
        }
    }

    /** A side whose service checks conditions. */
    public LakeTraits(String name, boolean hierarchical, boolean copiesFromOthers, int singlePutLimit) {
        this(name, hierarchical, copiesFromOthers, singlePutLimit, true);
    }
}
