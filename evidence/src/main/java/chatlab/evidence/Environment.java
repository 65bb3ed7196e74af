package chatlab.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.management.OperatingSystemMXBean;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/// What a run was measured on: machine, operating system, JVM, commit, load and time.
///
/// A reading that the machine does not give is null, in the JSON as well.
///
/// @param ended null until the run has ended
/// @param memoryBytes the machine's, or the container's
/// @param cgroup null where there are no control groups
/// @param git null where the lab is not in a git checkout
/// @param notes what the command adds, such as the strategies' source hashes and the run order
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Environment(
        String schema,
        Instant started,
        @Nullable Instant ended,
        Load load,
        Cpu cpu,
        @Nullable Long memoryBytes,
        @Nullable Cgroup cgroup,
        Os os,
        Jvm jvm,
        @Nullable Git git,
        Map<String, Object> notes) {

    static final String SCHEMA = "chatlab/environment/1";

    /// How many processes wanted a processor, averaged over a minute; null: not known, as on
    /// Windows.
    public record Load(@Nullable Double before, @Nullable Double after) {

        private static @Nullable Double now() {
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            return load < 0 ? null : load;
        }
    }

    /// Reads the machine now. This takes some tens of milliseconds, because it runs `git`.
    public static Environment capture() {
        return capture(Path.of("/"));
    }

    static Environment capture(Path root) {
        Load load = new Load(Load.now(), null); // first, because the other readings are load, too
        return new Environment(
                SCHEMA,
                now(),
                null,
                load,
                Cpu.read(root),
                readMemory(),
                Cgroup.read(root),
                Os.read(root),
                Jvm.read(),
                Git.ofLab(),
                Map.of());
    }

    /// The same environment, now that the run has ended.
    Environment ended(Map<String, Object> notes) {
        return new Environment(
                schema,
                started,
                now(),
                new Load(load.before, Load.now()),
                cpu,
                memoryBytes,
                cgroup,
                os,
                jvm,
                git,
                new TreeMap<>(notes));
    }

    /// More digits than milliseconds only make the file harder to read.
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Long readMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                ? os.getTotalMemorySize()
                : null;
    }
}
