package chatlab.cli;

import static chatlab.cli.Finding.Grade.FAIL;
import static chatlab.cli.Finding.Grade.OK;
import static chatlab.cli.Finding.Grade.WARN;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class DoctorCommandTest {

    private static final Path HOME = Path.of("jdk");

    @Test
    void anOldJdkFails() {
        Finding finding = Checks.jdk(Runtime.Version.parse("21.0.2"), HOME, true);

        assertThat(finding.grade()).isEqualTo(FAIL);
        assertThat(finding.text()).isEqualTo("21.0.2 in jdk; install a JDK 25 or newer");
    }

    @Test
    void aJreFailsForStudentsCompileStrategies() {
        Finding finding = Checks.jdk(Runtime.Version.parse("25.0.1"), HOME, false);

        assertThat(finding.grade()).isEqualTo(FAIL);
        assertThat(finding.text()).endsWith("has no compiler; install a JDK, not a JRE");
    }

    @Test
    void whatIsMerelyMissingWarns() {
        assertThat(
                        List.of(
                                Checks.processors(1),
                                Checks.memory(1L << 30),
                                Checks.openFiles(256),
                                Checks.port(8080, false),
                                Checks.tool("mvn", Optional.empty(), "install it"),
                                Checks.build(false)))
                .allMatch(finding -> finding.grade() == WARN);
    }

    @Test
    void whatIsThereIsFine() {
        assertThat(
                        List.of(
                                Checks.jdk(Runtime.Version.parse("25"), HOME, true),
                                Checks.processors(2),
                                Checks.memory(2L << 30),
                                Checks.openFiles(1024),
                                Checks.openFiles(-1),
                                Checks.terminal(true),
                                Checks.terminal(false),
                                Checks.port(8080, true),
                                Checks.tool("mvn", Optional.of(Path.of("/bin/mvn")), "install it"),
                                Checks.build(true)))
                .allMatch(finding -> finding.grade() == OK);
    }

    @Test
    void onlyAFailureChangesTheExitCode() {
        Finding ok = Finding.ok("a", "x");
        Finding warning = Finding.warn("b", "x");

        assertThat(DoctorCommand.exitCode(List.of(ok, warning))).isZero();
        assertThat(DoctorCommand.exitCode(List.of(ok, Finding.fail("c", "x"), warning)))
                .isEqualTo(1);
    }

    @Test
    void eachFindingIsALine() {
        var out = new StringWriter();

        DoctorCommand.print(
                List.of(Finding.ok("JDK", "25"), Finding.warn("port 8080", "taken")),
                new PrintWriter(out));

        assertThat(out.toString().lines())
                .containsExactly("OK    JDK         25", "WARN  port 8080   taken");
    }

    @Test
    void thisMachineBuiltTheLabAndSoCanRunIt() {
        var out = new StringWriter();

        int exitCode = Lab.commandLine().setOut(new PrintWriter(out)).execute("doctor");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("OK    JDK", "mvn");
    }
}
