package chatlab.coursework.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.lab.Handout;
import chatlab.coursework.lab.HandoutExport;
import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.lab.LabTimes;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.lab.LabsTest;

import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Runs the commands of the handouts as a student would, in a folder that was exported, and those
/// of the guide for instructors.
///
/// Usually runs the commands that take seconds. `-Dhandouts=run` runs all of them in their order,
/// with the solution's sources, as a student who succeeds does. Commands that need a terminal run
/// in a changed form: a server on a free port until the next server or the end of the handout; a
/// client whose line is typed beforehand; the stepper with one step. Commands that take minutes run
/// with `--quick`.
///
/// `-Dhandouts=measure` does the same, with the commands as they are, and writes how long each took
/// to `labs/times.csv`, from which the heads of the handouts have their times;
/// `-Dhandouts.labs=06,07` restricts it to some labs.
class HandoutCommandsTest {
    private static final String HOW = System.getProperty("handouts", "");
    private static final boolean MEASURED = HOW.equals("measure");
    private static final boolean ALL = MEASURED || HOW.equals("run");

    /// A command that takes longer hangs.
    private static final Duration LIMIT = Duration.ofMinutes(MEASURED ? 15 : 5);

    /// The numbers of the labs to run, `-Dhandouts.labs=06,07`; all if there are none.
    private static final List<String> NUMBERS =
            List.of(System.getProperty("handouts.labs", "").split(","));

    /// The exit codes of a command that ran, with or without a finding.
    private static final Set<Integer> RAN = Set.of(0, 1);

    @TempDir private Path folder;

    private final List<Started> running = new ArrayList<>();
    private int count;
    private int port;

    /// A running command and the file of its output.
    private record Started(Process process, Path output) {
        String said() throws IOException {
            return Files.readString(output);
        }

        boolean isOverInTime() throws InterruptedException {
            boolean isOver = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!isOver) stop();
            return isOver;
        }

        void stop() throws InterruptedException {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    static List<LabFolder> labs() throws IOException {
        return LabFolder.all().stream()
                .filter(lab -> NUMBERS.contains("") || NUMBERS.contains(lab.number()))
                .toList();
    }

    @BeforeEach
    void putTheLabOnThePath() throws IOException {
        var bin = Files.createDirectory(folder.resolve("bin"));
        var lab = bin.resolve("lab");
        Files.writeString(
                lab,
                """
                #!/bin/sh
                exec '%s' %s -cp '%s' %s "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                ALL ? "" : String.join(" ", LabTools.SHORT_LIVED),
                                System.getProperty("java.class.path"),
                                TestLabMain.class.getName()));
        assertThat(lab.toFile().setExecutable(true)).isTrue();
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void leaveNothingRunning() throws InterruptedException {
        for (var started : running) started.stop();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void theCommandsThatTakeSecondsRunOnTheStarter(LabFolder lab)
            throws IOException, InterruptedException {
        var own = exported(lab);

        for (var command : Handout.commands(lab.handout())) {
            if (isShort(command)) assertRuns(command, own);
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void allCommandsRunInTheirOrder(LabFolder lab) throws IOException, InterruptedException {
        assumeThat(ALL).as("takes minutes; -Dhandouts=run").isTrue();
        var own = exported(lab);
        FileUtils.copyDirectory(
                LabsTest.solution(lab).resolve("src").toFile(), own.resolve("src").toFile());
        var times = new ArrayList<LabTimes.Row>();

        for (var command : Handout.commands(lab.handout())) {
            long begin = System.nanoTime();
            if (command.terminal()) runInATerminalOfItsOwn(command, own);
            else assertRuns(command, own);
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (!command.terminal()) {
                times.add(new LabTimes.Row(lab.number(), seconds, command.line()));
            }
            if (command.isOf("lab", "report", "new")) writeAPrediction(own.resolve("report.md"));
        }
        if (MEASURED) LabTimes.write(lab.number(), times);
    }

    /// The submissions are the samples, and the home folder holds the lab where the guide expects
    /// it.
    @Test
    void theGuideForInstructorsLeadsFromAnEmptyFolderToACanvasCsv()
            throws IOException, InterruptedException {
        assumeThat(ALL).as("takes minutes; -Dhandouts=run").isTrue();
        Files.createSymbolicLink(folder.resolve("chat-lab"), LabFolder.home());
        var own = Files.createDirectory(folder.resolve("empty"));

        for (var command : Handout.commands(LabFolder.home().resolve("docs/instructors.md"))) {
            if (command.terminal()) running.add(start(command, own, ""));
            else assertRuns(command, own);
        }

        assertThat(own.resolve("grades/canvas.csv"))
                .content()
                .as("the sample whose marks are given")
                .containsPattern("s2000001,ada,Concurrency,\\d");
    }

    /// A schedule that is played takes two seconds, and so does a list.
    private static boolean isShort(Handout.Line command) {
        boolean isPlay = command.isOf("lab", "step") && command.words().contains("--play");
        boolean isOfAFile = command.line().contains(".json");
        return command.isOf("lab", "strategies") || (isPlay && !isOfAFile);
    }

    private Path exported(LabFolder lab) throws IOException {
        return new HandoutExport(folder.resolve("labs")).labs(List.of(lab)).getFirst();
    }

    private void assertRuns(Handout.Line command, Path directory)
            throws IOException, InterruptedException {
        var started = start(equivalent(command), directory, "");

        boolean isOver = started.isOverInTime();
        var said = started.said();
        assertThat(isOver).as("%s hangs:%n%s", command, said).isTrue();
        int exitCode = started.process().exitValue();
        assertThat(
                        RAN.contains(exitCode)
                                || command.endsWith(exitCode)
                                || isUndecided(command, said))
                .as("%s: exit code %d%n%s", command, exitCode, said)
                .isTrue();
    }

    /// A quick benchmark supports no claim, and `compare` says so. How far a search gets in its
    /// time depends on the machine, and the search says so.
    private static boolean isUndecided(Handout.Line command, String said) {
        return command.isOf("lab", "bench", "compare")
                || (command.words().contains("--search") && said.contains("time was up before"));
    }

    /// The same, on a port that is free, and in a shorter form where the given one takes minutes.
    private Handout.Line equivalent(Handout.Line command) {
        boolean startsServers =
                !Collections.disjoint(command.words(), List.of("--servers", "--strategy"));
        if (command.isOf("lab", "swarm") && !startsServers) return command.and("--port " + port);
        boolean isLong =
                !MEASURED
                        && (command.isOf("lab", "race") || command.isOf("lab", "bench"))
                        && !command.isOf("lab", "bench", "compare")
                        && !command.words().contains("--quick");
        return isLong ? command.and("--quick") : command;
    }

    private void runInATerminalOfItsOwn(Handout.Line command, Path directory)
            throws IOException, InterruptedException {
        if (command.isOf("lab", "server")) {
            leaveNothingRunning();
            running.add(start(command.and("--port " + port), directory, ""));
            awaitServer();
        } else if (command.isOf("lab", "client")) {
            var client = start(command.and("--port " + port), directory, "hello\n");
            assertThat(client.isOverInTime()).as(command.line()).isTrue();
            assertThat(client.process().exitValue()).as(client.said()).isZero();
        } else if (command.isOf("lab", "step")) {
            assertRuns(command.and("--play ann"), directory);
        } else if (command.isOf("java")) {
            var words = command.line().replace("8080", String.valueOf(port));
            running.add(start(new Handout.Line(true, words), directory, ""));
            awaitLine("I am in.", running.getLast());
        } else {
            throw new AssertionError("no way is known to run this: " + command);
        }
    }

    private Started start(Handout.Line command, Path directory, String input) throws IOException {
        var builder = new ProcessBuilder("sh", "-c", "exec " + command.line());
        var path =
                String.join(
                        File.pathSeparator,
                        folder.resolve("bin").toString(),
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        System.getenv("PATH"));
        builder.environment().put("PATH", path);
        builder.environment().put("HOME", folder.toString());
        var output = folder.resolve("output-" + ++count + ".txt");
        var process =
                builder.directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try (var stdin = process.outputWriter()) {
            stdin.write(input);
        }
        return new Started(process, output);
    }

    private void awaitServer() throws IOException, InterruptedException {
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                if (!running.getLast().process().isAlive()) throw e;
                Thread.onSpinWait();
            }
        }
    }

    private static void awaitLine(String line, Started started) throws IOException {
        while (!started.said().contains(line)) {
            assertThat(started.process().isAlive()).as("waiting for '%s'", line).isTrue();
            Thread.onSpinWait();
        }
    }

    private static void writeAPrediction(Path report) throws IOException {
        var text = Files.readString(report);
        if (text.contains("a surprise")) return;
        Files.writeString(
                report, text.replace("## Prediction\n", "## Prediction\n\nI expect a surprise.\n"));
    }
}
