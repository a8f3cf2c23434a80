package io.github.azuredr.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process took of the processors so far: on a busy machine it says more than the clock. */
final class ProcessorTime {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ProcessorTime() {}

    static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }
}
