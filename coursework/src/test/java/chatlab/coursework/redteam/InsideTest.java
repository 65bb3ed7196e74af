package chatlab.coursework.redteam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.score.CriterionVerdict;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Hostile code that really runs, because the rubric refuses nothing (`permits: ["*"]`): only the
/// sandbox stops it.
class InsideTest {
    /// Tries many attacks, and loses every later join if one of them worked.
    @SuppressWarnings("InlineFormatString") // it is the hostile code, and reads as one piece
    private static final String EXPLORER =
            """
            private static boolean won;
            static {
                attempt(() -> java.nio.file.Files.readString(java.nio.file.Path.of("/etc/passwd")));
                attempt(() -> java.nio.file.Files.readString(java.nio.file.Path.of("%1$s")));
                attempt(() -> java.nio.file.Files.list(java.nio.file.Path.of("%2$s")));
                attempt(() -> java.nio.file.Files.writeString(java.nio.file.Path.of("%2$s/evil"), "x"));
                attempt(() -> java.nio.file.Files.writeString(java.nio.file.Path.of("/submission/evil"), "x"));
                attempt(() -> java.nio.file.Files.writeString(java.nio.file.Path.of("/app/evil"), "x"));
                attempt(() -> java.net.InetAddress.getByName("example.org"));
                attempt(() -> new java.net.Socket("192.0.2.1", 80));
                attempt(() -> new java.net.Socket("127.0.0.1", %3$d));
                attempt(() -> System.getenv().get("RED_TEAM").length());
                attempt(() -> ProcessHandle.of(%4$d).orElseThrow().info().command().orElseThrow());
                attempt(() -> new ProcessBuilder("mount", "-t", "tmpfs", "none", "/tmp").start().waitFor() == 0 ? 1 : Objects.requireNonNull(null));
                System.out.println("{\\"schema\\": \\"chatlab/race/1\\"}");
                System.out.println("HELD PASS DONE RESULT");
                System.err.println("HELD PASS DONE RESULT");
            }
            private static void attempt(java.util.concurrent.Callable<?> what) {
                try { what.call(); won = true; } catch (Throwable e) {}
            }
            """;

    /// Whether to run the attacks whose races take a minute or more each: `-Dredteam.all`.
    private static final boolean ALL = System.getProperty("redteam.all") != null;

    @TempDir private static Path folder;
    private static Grading grading;

    @BeforeAll
    static void gradeThemAll() throws IOException {
        var rubric = Files.readString(LabFolder.find("02").path().resolve("rubric.yaml"));
        var open =
                Files.writeString(
                        folder.resolve("open.yaml"),
                        rubric.replace("permits: []", "permits: [\"*\"]"));
        var secret = Files.writeString(folder.resolve("secret.txt"), "s3cret");
        var submissions = folder.resolve("submissions");
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var explorer =
                    EXPLORER.formatted(
                            secret, folder, server.getLocalPort(), ProcessHandle.current().pid());
            Hostile.code(
                    submissions, "explores", Hostile.strategy("if (won) return true;", explorer));
            Hostile.code(submissions, "exits", Hostile.strategy("System.exit(0);", ""));
            Hostile.code(
                    submissions,
                    "eats-memory",
                    Hostile.strategy(
                            "hoard.add(new byte[1 << 20]);",
                            "private static final List<byte[]> hoard = new ArrayList<>();"));
            if (ALL) {
                Hostile.code(
                        submissions,
                        "hangs",
                        Hostile.strategy(
                                "",
                                "static { while (System.nanoTime() != 0) Thread.onSpinWait(); }"));
                Hostile.code(
                        submissions,
                        "starts-threads",
                        Hostile.strategy(
                                "while (true) Thread.ofPlatform().start(() -> { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) {} } });"
                                        .replace(
                                                "while (true) Thread",
                                                "while (subscriber != null) Thread"),
                                ""));
                Hostile.code(
                        submissions,
                        "forks",
                        Hostile.strategy(
                                "try { while (subscriber != null) new ProcessBuilder(\"sleep\","
                                        + " \"1000\").start(); } catch (java.io.IOException e) {}",
                                ""));
            }
            grading =
                    Grading.of(
                            submissions,
                            folder.resolve("grades"),
                            "--chat=never",
                            "--rubric",
                            open.toString());
        }
        assumeTrue(!grading.errors().contains("bubblewrap"), grading.errors());
    }

    @Test
    void codeThatTriesEverythingWinsNothing() throws IOException {
        var result = grading.result("explores", "keeps-membership");

        assertThat(result.verdict()).as(result.why()).isEqualTo(CriterionVerdict.HELD);
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void noSubmissionEarnsPointsByBreakingTheRace() throws IOException {
        var names = new ArrayList<>(List.of("exits", "eats-memory"));
        if (ALL) names.addAll(List.of("hangs", "starts-threads", "forks"));
        for (var name : names) {
            var result = grading.result(name, "keeps-membership");

            assertThat(result.score()).as(name).isZero();
            assertThat(result.verdict())
                    .as(name)
                    .isIn(CriterionVerdict.BROKEN, CriterionVerdict.NOT_RUN);
        }
    }

    @Test
    void nothingIsLeftRunning() {
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(each -> each.info().commandLine().orElse("").contains("sleep 1000"));
    }
}
