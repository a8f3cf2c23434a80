package io.github.azuredr.examples;

import io.github.azuredr.testkit.azure.SimulatedAzure;

/** The world of the main job: a simulated Azure of two regions, of which the first goes dark. */
final class TwoRegions {
    static final String PRIMARY = "eastus2";
    static final String SECONDARY = "centralus";

    private final SkippingTime time = new SkippingTime();
    private final SimulatedAzure azure = SimulatedAzure.inMemory(time);

    /** Where each scene registers the services it needs. */
    SimulatedAzure azure() {
        return azure;
    }

    SkippingTime time() {
        return time;
    }

    void goDark(String region) {
        azure.region(region).goDark();
    }

    void comeBack(String region) {
        azure.region(region).comeBack();
    }
}
