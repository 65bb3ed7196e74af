package chatlab.cli;

import chatlab.terminal.Terminal;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import javax.tools.ToolProvider;

/// Checks that this machine is ready for the lab, and says what to do if it is not.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks that this machine is ready for the lab.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the lab runs here, maybe with warnings", "1:it does not"},
        footer = {"", "Example:", "  lab doctor"})
final class DoctorCommand implements Callable<Integer> {

    /// The default port of `lab server`.
    private static final int PORT = 8080;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<CheckResult> results = examine();
        print(results, spec.commandLine().getOut());
        return exitCode(results);
    }

    static void print(List<CheckResult> results, PrintWriter out) {
        for (CheckResult result : results) {
            out.printf("%-4s  %-10s  %s%n", result.grade(), result.point(), result.text());
        }
    }

    static int exitCode(List<CheckResult> results) {
        return results.stream().anyMatch(f -> f.grade() == CheckResult.Grade.FAIL) ? 1 : 0;
    }

    private static List<CheckResult> examine() throws IOException {
        List<CheckResult> results = new ArrayList<>();
        results.add(
                Checks.jdk(
                        Runtime.version(),
                        Path.of(System.getProperty("java.home")),
                        ToolProvider.getSystemJavaCompiler() != null));
        results.add(Checks.processors(Runtime.getRuntime().availableProcessors()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os) {
            results.add(Checks.memory(os.getTotalMemorySize()));
        }
        results.add(Checks.openFiles(openFiles()));
        results.add(Checks.terminal(Terminal.isPresent()));
        results.add(Checks.port(PORT, isFree(PORT)));
        results.add(
                Checks.tool(
                        "mvn",
                        SearchPath.find("mvn"),
                        "the lab cannot be rebuilt; install Apache Maven"));
        results.add(
                Checks.tool("git", SearchPath.find("git"), "results will not record their commit"));
        Optional<Build> build = Build.running();
        if (build.isPresent()) {
            results.add(Checks.build(build.get().isFresh()));
        }
        return results;
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                ? os.getMaxFileDescriptorCount()
                : -1;
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
