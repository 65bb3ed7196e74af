package chatlab.evidence;

import com.sun.management.HotSpotDiagnosticMXBean;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/// The Java virtual machine that measured, and how it was started.
///
/// @param version such as `25.0.3`
/// @param build the exact build, such as `25.0.3+9-LTS`
/// @param gc the garbage collector, such as `G1`; null: not known
/// @param heapMaxBytes what the heap may grow to
/// @param flags the JVM's arguments before the main class
public record Jvm(
        @Nullable String vendor,
        String version,
        @Nullable String build,
        @Nullable String name,
        @Nullable String gc,
        long heapMaxBytes,
        List<String> flags) {

    static Jvm read() {
        return new Jvm(
                System.getProperty("java.vendor"),
                System.getProperty("java.version"),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vm.name"),
                collector(),
                Runtime.getRuntime().maxMemory(),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /// Read from the flags, because the collector beans have one name per generation.
    private static @Nullable String collector() {
        var hotspot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (hotspot == null) {
            return null;
        }
        return Stream.of("G1", "Serial", "Parallel", "Z", "Shenandoah", "Epsilon")
                .filter(name -> isOn(hotspot, "Use" + name + "GC"))
                .findFirst()
                .orElse(null);
    }

    private static boolean isOn(HotSpotDiagnosticMXBean hotspot, String flag) {
        try {
            return Boolean.parseBoolean(hotspot.getVMOption(flag).getValue());
        } catch (IllegalArgumentException _) {
            return false; // this build of the JVM does not have that collector
        }
    }
}
