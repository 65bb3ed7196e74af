package chatlab.cli;

import java.nio.file.Path;
import java.util.Optional;

/// What each reading of the machine means for the lab. Pure functions; [DoctorCommand] asks the
/// machine.
final class Checks {

    static final int NEEDED_JDK = 25;

    private static final long GIB = 1L << 30;

    private Checks() {}

    static Finding jdk(Runtime.Version version, Path home, boolean hasCompiler) {
        String reading = version + " in " + home;
        if (version.feature() < NEEDED_JDK) {
            return Finding.fail("JDK", reading + "; install a JDK " + NEEDED_JDK + " or newer");
        }
        return hasCompiler
                ? Finding.ok("JDK", reading)
                : Finding.fail("JDK", reading + " has no compiler; install a JDK, not a JRE");
    }

    static Finding processors(int count) {
        return count > 1
                ? Finding.ok("processors", String.valueOf(count))
                : Finding.warn(
                        "processors",
                        "1, on which most races never show; give this machine or container a"
                                + " second");
    }

    static Finding memory(long bytes) {
        String reading = "%.1f GiB".formatted((double) bytes / GIB);
        return bytes >= 2 * GIB
                ? Finding.ok("memory", reading)
                : Finding.warn("memory", reading + "; the demo and the race tests want 2 GiB");
    }

    static Finding terminal(boolean present) {
        return present
                ? Finding.ok("terminal", "yes")
                : Finding.ok(
                        "terminal", "no, so there is no colour, no progress and no line editing");
    }

    /// @param limit -1: this system has none to tell
    static Finding openFiles(long limit) {
        if (limit < 0) {
            return Finding.ok("open files", "no limit told");
        }
        return limit >= 1024
                ? Finding.ok("open files", "up to " + limit)
                : Finding.warn(
                        "open files",
                        "up to %d, one for each client; try: ulimit -n 4096".formatted(limit));
    }

    static Finding port(int port, boolean free) {
        return free
                ? Finding.ok("port " + port, "free")
                : Finding.warn(
                        "port " + port,
                        "taken; start the server on another: lab server --port " + (port + 1));
    }

    static Finding tool(String name, Optional<Path> found, String without) {
        return found.map(path -> Finding.ok(name, path.toString()))
                .orElseGet(() -> Finding.warn(name, "not on the PATH; " + without));
    }

    static Finding build(boolean fresh) {
        return fresh
                ? Finding.ok("build", "as new as the sources")
                : Finding.warn("build", "older than the sources; the next command builds again");
    }
}
