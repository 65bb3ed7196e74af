package chatlab.coursework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.files.Folders;
import chatlab.process.Ended;
import chatlab.process.Ended.Ending;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Runs hostile code in the sandbox: the walls hold, and no process is left.
@Timeout(120)
class SandboxTest {
    @TempDir private Path folder;

    private static Sandbox sandbox() throws IOException, InterruptedException {
        try {
            return new Sandbox(Bubblewrap.find(), TestLabMain.class.getName());
        } catch (SandboxException e) {
            return abort(
                    "There is no sandbox here, so its walls are not tested: " + e.getMessage());
        }
    }

    private Ended run(Duration limit, String... arguments)
            throws IOException, InterruptedException {
        return run(limit, limit.multipliedBy(2), arguments);
    }

    private Ended run(Duration limit, Duration processorLimit, String... arguments)
            throws IOException, InterruptedException {
        Folders.open(folder);
        return sandbox()
                .start(
                        List.of(),
                        HostileMain.class.getName(),
                        List.of(arguments),
                        folder,
                        limit,
                        processorLimit);
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Duration.ofSeconds(30), arguments);
    }

    @Test
    void whatIsVisibleCanBeRead() throws Exception {
        Files.writeString(folder.resolve("own.txt"), "mine");

        assertThat(run("read", "own.txt").output()).isEqualTo("DONE mine\n");
    }

    @Test
    void filesOfTheMachineAndOfOthersCannotBeRead(@TempDir Path other) throws Exception {
        Files.writeString(other.resolve("report.md"), "another's");
        Folders.open(other);

        for (var file :
                List.of("/etc/passwd", "/etc/hostname", other.resolve("report.md").toString())) {
            assertThat(run("read", file).output()).as(file).isEmpty();
        }
    }

    @Test
    void nothingCanBeWritten() throws Exception {
        var submission = folder.toAbsolutePath();

        for (var file :
                List.of(
                        "here",
                        "/here",
                        "/etc/passwd",
                        "/usr/here",
                        "/app/here",
                        "/dev/here",
                        "/dev/shm/here",
                        submission + "/here")) {
            assertThat(run("write", file).output()).as(file).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void noChildReachesThePipeToTheGrader() throws Exception {
        var asRoot = run("forge").output();
        var asUser = new Sandbox(asUser(), TestLabMain.class.getName());
        Folders.open(folder);
        var limit = Duration.ofSeconds(30);

        var forged =
                asUser.start(
                        List.of(),
                        HostileMain.class.getName(),
                        List.of("forge"),
                        folder,
                        limit,
                        limit);

        assertThat(asRoot).isEqualTo("END\n");
        assertThat(forged.output()).as(forged.errors()).isEqualTo("END\n");
    }

    /// The walls that a user without rights gets.
    private static Bubblewrap asUser() throws IOException, InterruptedException {
        try {
            return new Bubblewrap(Bubblewrap.find().bwrap(), false);
        } catch (SandboxException e) {
            return abort("There is no sandbox here: " + e.getMessage());
        }
    }

    @Test
    void thereIsNoNetwork() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(server.getLocalPort());

            assertThat(run("connect", "127.0.0.1", port).output()).isEmpty();
        }
        assertThat(run("resolve").output()).isEmpty();
    }

    @Test
    void theGradersEnvironmentAndProcessesAreNotSeen() throws Exception {
        assertThat(run("environment").output())
                .startsWith("DONE")
                .doesNotContain(System.getProperty("user.dir"))
                .doesNotContain("MAVEN");
        assertThat(run("processes").output().split(",", -1)).hasSizeLessThan(5);
        assertThat(run("attach").output()).isEqualTo("DONE true\n");
    }

    @Test
    void bombsOfProcessesThreadsMemoryAndFilesAreStopped() throws Exception {
        assertThat(stoppedAfter(run("fork"))).isLessThan(500);
        assertThat(stoppedAfter(run("threads"))).isLessThan(500);
        assertThat(stoppedAfter(run("heap"))).isLessThan(513);
        assertThat(stoppedAfter(run("disk"))).isLessThanOrEqualTo(64);
    }

    private static int stoppedAfter(Ended ended) {
        var words = "STOPPED after ";
        var line = ended.output().lines().filter(each -> each.startsWith(words)).findFirst();
        assertThat(line).as(ended.toString()).isPresent();
        return Integer.parseInt(line.orElseThrow().substring(words.length()));
    }

    @Test
    void anEndlessLoopIsStopped() throws Exception {
        assertThat(run(Duration.ofSeconds(2), "spin").ending()).isEqualTo(Ending.OVERDUE);
    }

    @Test
    void theProcessorLimitHoldsHoweverBusyTheMachineIs() throws Exception {
        var ended = run(Duration.ofSeconds(100), Duration.ofSeconds(2), "spin");

        assertThat(ended.ending()).isEqualTo(Ending.BY_ITSELF);
        assertThat(ended.exitCode()).isGreaterThanOrEqualTo(128);
    }

    @Test
    void endlessOutputIsStoppedAndNotKept() throws Exception {
        var ended = run("print");

        assertThat(ended.ending()).isEqualTo(Ending.TOO_MUCH_OUTPUT);
        assertThat(ended.output().length()).isLessThanOrEqualTo(Ended.MOST_OUTPUT);
    }

    @Test
    void processesThatRefuseToEndAreKilled() throws Exception {
        long before = sleepers();

        var ended = run(Duration.ofSeconds(3), "stay");

        assertThat(ended.output()).isEqualTo("DONE\n");
        assertThat(sleepers()).isEqualTo(before);
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info().commandLine().orElse("").contains("sleep 300"))
                .count();
    }

    @Test
    void withoutWallsThereAreStillLimits() throws Exception {
        var limited = new Sandbox(new LimitsOnly(), TestLabMain.class.getName());

        var ended =
                limited.start(
                        List.of(),
                        HostileMain.class.getName(),
                        List.of("spin"),
                        folder,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4));

        assertThat(ended.ending()).isEqualTo(Ending.OVERDUE);
        assertThat(limited.name()).isEqualTo("process");
    }
}
