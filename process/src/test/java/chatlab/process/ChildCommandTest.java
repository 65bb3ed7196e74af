package chatlab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatlab.process.Ended.Ending;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

@Timeout(60)
class ChildCommandTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    @BeforeAll
    static void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    }

    private static ChildCommand shell(String script) {
        return ChildCommand.of(List.of("/bin/sh", "-c", script));
    }

    @Test
    void aChildGetsItsInputAndGivesItsOutputErrorsAndExitCode(@TempDir Path directory)
            throws Exception {
        var ended =
                shell("cat; pwd; echo $WORD >&2; exit 7")
                        .withDirectory(directory)
                        .withEnvironment(environment -> environment.put("WORD", "why"))
                        .run(LONG, Long.MAX_VALUE, "in\n");

        assertThat(ended)
                .isEqualTo(
                        new Ended(
                                Ending.BY_ITSELF,
                                7,
                                "in\n" + directory.toRealPath() + "\n",
                                "why\n"));
    }

    @Test
    void anInputThatNobodyReadsDoesNotHoldTheCallerUp() throws Exception {
        var ended = shell("sleep 100").run(Duration.ofMillis(300), 1L << 40, "x".repeat(1 << 20));

        assertThat(ended.ending()).isEqualTo(Ending.OVERDUE);
    }

    @Test
    void anOverdueChildIsKilledWithItsChildren() throws Exception {
        var ended = shell("sleep 100 & echo $!; wait").run(Duration.ofMillis(500));

        assertThat(ended.ending()).isEqualTo(Ending.OVERDUE);
        awaitEnd(ended.output());
    }

    @Test
    void aChildThatPrintsWithoutEndIsStopped() throws Exception {
        var ended = shell("exec cat /dev/zero").run(LONG);

        assertThat(ended.ending()).isEqualTo(Ending.TOO_MUCH_OUTPUT);
        assertThat(ended.output()).hasSize(Ended.MOST_OUTPUT);
    }

    @Test
    void aChildThatTakesMoreMemoryThanItMayIsStopped() throws Exception {
        var ended = shell("sleep 100").run(LONG, 1, "");

        assertThat(ended.ending()).isEqualTo(Ending.TOO_MUCH_MEMORY);
    }

    @Test
    void aProcessLeftBehindThatHoldsTheOutputDoesNotHoldTheCallerUp() throws Exception {
        var ended = shell("(setsid sleep 20 &) ; echo done").run(LONG);

        assertThat(ended.output()).isEqualTo("done\n");
    }

    @Test
    void aDeadlineThatWasLiftedKillsNothing() throws Exception {
        try (var child = shell("read line; exit 5").start()) {
            child.killAfter(Duration.ofSeconds(20)).close();
            child.closeInput();

            assertThat(child.exitCode()).isIn(1, 5);
            assertThat(child.isOverdue()).isFalse();
        }
    }

    /// Starts a child that never ends, tells its id, and exits.
    static final class LeavesItBehindMain {
        private LeavesItBehindMain() {}

        public static void main(String[] arguments) throws Exception {
            var child = ChildCommand.of(List.of("sleep", "100")).startSilently();
            System.out.print(child.pid());
            System.exit(0);
        }
    }

    @Test
    void noChildOutlivesTheJvmThatStartedIt() throws Exception {
        var ended =
                ChildCommand.java(
                                List.of(), List.of(), LeavesItBehindMain.class.getName(), List.of())
                        .run(LONG);

        assertThat(ended.exitCode()).as(ended.errors()).isZero();
        awaitEnd(ended.output());
    }

    /// Waits until a process runs no program any more; where nobody reaps it, its id stays.
    private static void awaitEnd(String pid) throws InterruptedException {
        var process = ProcessHandle.of(Long.parseLong(pid.strip()));
        while (process.flatMap(running -> running.info().command()).isPresent()) Thread.sleep(10);
    }
}
