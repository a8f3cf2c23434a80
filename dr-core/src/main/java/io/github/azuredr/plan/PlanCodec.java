package io.github.azuredr.plan;

import io.github.azuredr.codec.Codec;
import java.util.Map;

/** How plans and goals are written as JSON. For the library's own use. */
public final class PlanCodec {
    private PlanCodec() {}

    /** A codec that knows goals. */
    public static Codec codec() {
        return Codec.create()
                .knowing(
                        Goal.class,
                        Map.of(
                                "prepare", Goal.Prepare.class,
                                "replicate", Goal.Replicate.class,
                                "fail-over", Goal.FailOverTo.class,
                                "force-fail-over", Goal.ForceFailOverTo.class,
                                "reprotect", Goal.Reprotect.class,
                                "restore", Goal.RestoreTo.class,
                                "drill", Goal.DrillIn.class,
                                "end-drill", Goal.EndDrill.class));
    }
}
