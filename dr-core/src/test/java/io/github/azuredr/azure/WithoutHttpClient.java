package io.github.azuredr.azure;

/** Builds an access where no HTTP client is on the class path; loaded by a class loader of its own. */
public final class WithoutHttpClient {
    private WithoutHttpClient() {}

    /** What the refusal says. */
    public static String messageOfBuild() {
        try {
            return AzureAccess.builder()
                    .credential(Azures.credential())
                    .subscription(Azures.SUB)
                    .build()
                    .toString();
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
