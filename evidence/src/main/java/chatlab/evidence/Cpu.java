package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/// The processor.
///
/// @param cores how many this JVM may use at once; a core with two hardware threads counts twice
/// @param governor the policy that sets the clock rate, such as `performance`; null: not known
public record Cpu(@Nullable String model, int cores, @Nullable String governor) {

    static Cpu read(Path root) {
        return new Cpu(
                model(root).orElse(null),
                Runtime.getRuntime().availableProcessors(),
                governor(root).orElse(null));
    }

    private static Optional<String> model(Path root) {
        Path linux = root.resolve("proc/cpuinfo");
        return Readings.value(linux, "model name", ':')
                .or(() -> Readings.value(linux, "Model", ':'))
                .or(() -> macos(root))
                .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")));
    }

    private static Optional<String> macos(Path root) {
        return Os.isMac()
                ? Readings.output(root, "sysctl", "-n", "machdep.cpu.brand_string")
                : Optional.empty();
    }

    /// If the processors differ, all their governors are named.
    private static Optional<String> governor(Path root) {
        return Readings.entries(root.resolve("sys/devices/system/cpu")).stream()
                .map(cpu -> cpu.resolve("cpufreq/scaling_governor"))
                .map(Readings::line)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .reduce((a, b) -> a + "," + b);
    }
}
