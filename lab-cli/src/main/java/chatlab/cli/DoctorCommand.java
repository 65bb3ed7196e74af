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

/// Looks whether this machine is ready for the lab, and says what to do where it is not.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks that this machine is ready for the lab.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the lab runs here, if with warnings", "1:it does not"},
        footer = {"", "Example:", "  lab doctor"})
final class DoctorCommand implements Callable<Integer> {

    /// Where `lab server` listens unless told otherwise.
    private static final int PORT = 8080;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Finding> findings = examine();
        print(findings, spec.commandLine().getOut());
        return exitCode(findings);
    }

    static void print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings) {
            out.printf("%-4s  %-10s  %s%n", finding.grade(), finding.point(), finding.text());
        }
    }

    static int exitCode(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.grade() == Finding.Grade.FAIL) ? 1 : 0;
    }

    private static List<Finding> examine() throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Checks.jdk(
                        Runtime.version(),
                        Path.of(System.getProperty("java.home")),
                        ToolProvider.getSystemJavaCompiler() != null));
        findings.add(Checks.processors(Runtime.getRuntime().availableProcessors()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os) {
            findings.add(Checks.memory(os.getTotalMemorySize()));
        }
        findings.add(Checks.openFiles(openFiles()));
        findings.add(Checks.terminal(Terminal.isPresent()));
        findings.add(Checks.port(PORT, isFree(PORT)));
        findings.add(
                Checks.tool(
                        "mvn",
                        SearchPath.find("mvn"),
                        "the lab cannot be built again; install Apache Maven"));
        findings.add(
                Checks.tool(
                        "git",
                        SearchPath.find("git"),
                        "results will not say which commit they are from"));
        Optional<Build> build = Build.running();
        if (build.isPresent()) {
            findings.add(Checks.build(build.get().isFresh()));
        }
        return findings;
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
