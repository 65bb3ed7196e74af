package chatlab.cli;

import chatlab.coursework.sandbox.Bubblewrap;
import chatlab.coursework.sandbox.SandboxException;
import chatlab.evidence.Environment;
import chatlab.launcher.Build;
import chatlab.terminal.Terminal;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        exitCodeList = {"0:the lab runs here, maybe with warnings", "1:it does not"},
        footer = {"", "Examples:", "  lab doctor", "  lab doctor --for grading"})
final class DoctorCommand implements Callable<Integer> {

    /// The default port of `lab server`.
    private static final int PORT = 8080;

    /// What the machine is for, if not for a student's work.
    private enum Purpose {
        /// To grade submissions, all on this machine.
        GRADING,
        /// To grade one submission in a container of its own, as Gradescope does.
        GRADESCOPE
    }

    @Option(
            names = "--for",
            paramLabel = "grading|gradescope",
            description =
                    "Checks instead whether it can grade: all submissions, or as a container of"
                            + " Gradescope one at a time.")
    private @Nullable Purpose purpose;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<CheckResult> results = purpose == null ? examine() : examineForGrading(purpose);
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

    private static CheckResult jdk() {
        return Checks.jdk(
                Runtime.version(),
                Path.of(System.getProperty("java.home")),
                ToolProvider.getSystemJavaCompiler() != null);
    }

    private static List<CheckResult> examineForGrading(Purpose purpose)
            throws IOException, InterruptedException {
        List<CheckResult> results = new ArrayList<>();
        results.add(jdk());
        Environment environment = Environment.capture();
        var cgroup = environment.cgroup();
        var cpus = cgroup == null ? null : cgroup.cpus();
        results.add(
                Checks.processorsForGrading(
                        cpus == null ? Runtime.getRuntime().availableProcessors() : cpus));
        if (environment.memoryBytes() != null) {
            results.add(Checks.memoryForGrading(environment.memoryBytes()));
        }
        results.add(Checks.sandbox(missingSandbox(), purpose == Purpose.GRADESCOPE));
        return results;
    }

    private static Optional<String> missingSandbox() throws IOException, InterruptedException {
        try {
            Bubblewrap.find();
            return Optional.empty();
        } catch (SandboxException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<CheckResult> examine() throws IOException {
        List<CheckResult> results = new ArrayList<>();
        results.add(jdk());
        results.add(Checks.processors(Runtime.getRuntime().availableProcessors()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os) {
            results.add(Checks.memory(os.getTotalMemorySize()));
        }
        results.add(Checks.openFiles(openFiles()));
        results.add(Checks.terminal(Terminal.isPresent()));
        results.add(Checks.port(PORT, isFree(PORT)));
        Optional<Path> distribution = LabHome.distribution();
        if (distribution.isPresent()) {
            results.add(Checks.files(Checksums.differences(distribution.get())));
            return results;
        }
        results.add(
                Checks.tool(
                        "mvn",
                        SearchPath.find("mvn"),
                        "the lab cannot be rebuilt; install Apache Maven"));
        results.add(
                Checks.tool("git", SearchPath.find("git"), "results will not record their commit"));
        Optional<Path> checkout = LabHome.checkout();
        if (checkout.isPresent()) {
            results.add(Checks.build(new Build(checkout.get()).isFresh()));
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
