package chatlab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Judges each property of the machine. Pure functions; [DoctorCommand] reads the machine.
final class Checks {

    static final int NEEDED_JDK = 25;

    private static final long GIB = 1L << 30;

    private Checks() {}

    static CheckResult jdk(Runtime.Version version, Path home, boolean hasCompiler) {
        String reading = version + " in " + home;
        if (version.feature() < NEEDED_JDK) {
            return CheckResult.fail("JDK", reading + "; install a JDK " + NEEDED_JDK + " or newer");
        }
        return hasCompiler
                ? CheckResult.ok("JDK", reading)
                : CheckResult.fail("JDK", reading + " has no compiler; install a JDK, not a JRE");
    }

    static CheckResult processors(int count) {
        return count > 1
                ? CheckResult.ok("processors", String.valueOf(count))
                : CheckResult.warn(
                        "processors",
                        "1, so most races never show; give this machine or container a second"
                                + " one");
    }

    static CheckResult memory(long bytes) {
        String reading = "%.1f GiB".formatted((double) bytes / GIB);
        return bytes >= 2 * GIB
                ? CheckResult.ok("memory", reading)
                : CheckResult.warn("memory", reading + "; the demo and the race tests need 2 GiB");
    }

    /// @param bytes the machine's or the container's
    static CheckResult memoryForGrading(long bytes) {
        String reading = "%.1f GiB".formatted((double) bytes / GIB);
        return 2 * bytes >= GIB
                ? CheckResult.ok("memory", reading)
                : CheckResult.fail("memory", reading + "; grading a submission needs 0.5 GiB");
    }

    /// @param cpus processor seconds per second
    static CheckResult processorsForGrading(double cpus) {
        String reading = "%.1f".formatted(cpus);
        return cpus >= 0.5
                ? CheckResult.ok("processors", reading + "; marks do not depend on them")
                : CheckResult.warn(
                        "processors",
                        reading + "; marks do not depend on them, but grading takes minutes");
    }

    /// @param missing why there are no walls; empty if there are
    /// @param isContainer whether each submission has a container of its own
    static CheckResult sandbox(Optional<String> missing, boolean isContainer) {
        if (missing.isEmpty()) return CheckResult.ok("sandbox", "bubblewrap works");
        String first = missing.get().lines().findFirst().orElse("");
        return isContainer
                ? CheckResult.warn(
                        "sandbox", "--sandbox process, as every grade will say. " + first)
                : CheckResult.fail("sandbox", first);
    }

    static CheckResult terminal(boolean present) {
        return present
                ? CheckResult.ok("terminal", "yes")
                : CheckResult.ok(
                        "terminal", "no, so there is no color, no progress and no line editing");
    }

    /// @param limit -1 if unknown
    static CheckResult openFiles(long limit) {
        if (limit < 0) {
            return CheckResult.ok("open files", "limit unknown");
        }
        return limit >= 1024
                ? CheckResult.ok("open files", "up to " + limit)
                : CheckResult.warn(
                        "open files",
                        "up to %d, and each client needs one; try: ulimit -n 4096"
                                .formatted(limit));
    }

    static CheckResult port(int port, boolean free) {
        return free
                ? CheckResult.ok("port " + port, "free")
                : CheckResult.warn(
                        "port " + port,
                        "in use; start the server on another port: lab server --port "
                                + (port + 1));
    }

    static CheckResult tool(String name, Optional<Path> found, String without) {
        return found.map(path -> CheckResult.ok(name, path.toString()))
                .orElseGet(() -> CheckResult.warn(name, "not on the PATH; " + without));
    }

    static CheckResult build(boolean fresh) {
        return fresh
                ? CheckResult.ok("build", "newer than the sources")
                : CheckResult.warn(
                        "build", "older than the sources; the next command rebuilds the lab");
    }

    /// @param different files of the distribution, by their paths
    static CheckResult files(List<String> different) {
        return different.isEmpty()
                ? CheckResult.ok("files", "as downloaded")
                : CheckResult.warn(
                        "files",
                        "not as downloaded: %s; unpack the lab again"
                                .formatted(String.join(", ", different)));
    }
}
