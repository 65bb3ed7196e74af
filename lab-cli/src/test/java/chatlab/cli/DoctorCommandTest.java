package chatlab.cli;

import static chatlab.cli.CheckResult.Grade.FAIL;
import static chatlab.cli.CheckResult.Grade.OK;
import static chatlab.cli.CheckResult.Grade.WARN;

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
        CheckResult result = Checks.jdk(Runtime.Version.parse("21.0.2"), HOME, true);

        assertThat(result.grade()).isEqualTo(FAIL);
        assertThat(result.text()).isEqualTo("21.0.2 in jdk; install a JDK 25 or newer");
    }

    @Test
    void aJreFailsBecauseStudentsCompileStrategies() {
        CheckResult result = Checks.jdk(Runtime.Version.parse("25.0.1"), HOME, false);

        assertThat(result.grade()).isEqualTo(FAIL);
        assertThat(result.text()).endsWith("has no compiler; install a JDK, not a JRE");
    }

    @Test
    void aMissingToolOrResourceIsAWarning() {
        assertThat(
                        List.of(
                                Checks.processors(1),
                                Checks.memory(1L << 30),
                                Checks.openFiles(256),
                                Checks.port(8080, false),
                                Checks.tool("mvn", Optional.empty(), "install it"),
                                Checks.build(false)))
                .allMatch(result -> result.grade() == WARN);
    }

    @Test
    void everythingPresentIsFine() {
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
                .allMatch(result -> result.grade() == OK);
    }

    @Test
    void aMachineThatGradesNeedsMemoryAndASandbox() {
        var noWalls = Optional.of("There is no 'bwrap' here.\nInstall it.");

        assertThat(Checks.memoryForGrading(512L << 20).grade()).isEqualTo(OK);
        assertThat(Checks.memoryForGrading(400L << 20).grade()).isEqualTo(FAIL);
        assertThat(Checks.processorsForGrading(0.5).grade()).isEqualTo(OK);
        assertThat(Checks.processorsForGrading(0.25).grade()).isEqualTo(WARN);
        assertThat(Checks.sandbox(Optional.empty(), false).grade()).isEqualTo(OK);
        assertThat(Checks.sandbox(noWalls, false).grade()).isEqualTo(FAIL);
        assertThat(Checks.sandbox(noWalls, true).grade()).isEqualTo(WARN);
    }

    @Test
    void onlyAFailureChangesTheExitCode() {
        CheckResult ok = CheckResult.ok("a", "x");
        CheckResult warning = CheckResult.warn("b", "x");

        assertThat(DoctorCommand.exitCode(List.of(ok, warning))).isZero();
        assertThat(DoctorCommand.exitCode(List.of(ok, CheckResult.fail("c", "x"), warning)))
                .isEqualTo(1);
    }

    @Test
    void eachResultIsALine() {
        var out = new StringWriter();

        DoctorCommand.print(
                List.of(CheckResult.ok("JDK", "25"), CheckResult.warn("port 8080", "taken")),
                new PrintWriter(out));

        assertThat(out.toString().lines())
                .containsExactly("OK    JDK         25", "WARN  port 8080   taken");
    }

    @Test
    void thisMachineCanRunTheLab() {
        var out = new StringWriter();

        int exitCode = Lab.commandLine().setOut(new PrintWriter(out)).execute("doctor");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("OK    JDK", "mvn");
    }
}
