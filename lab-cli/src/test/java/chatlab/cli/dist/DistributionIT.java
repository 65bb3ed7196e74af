package chatlab.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.cli.Checkout;
import chatlab.cli.dist.UnpackedLab.Ran;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The distribution as a stranger uses it: unpacked, with a JDK and nothing else.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts the shell script lab")
@Execution(ExecutionMode.CONCURRENT) // each command runs in its own JVM
class DistributionIT {
    /// What Windows allows in no file's name.
    private static final Pattern NOT_FOR_WINDOWS =
            Pattern.compile(
                    "(?i).*[<>:\"|?*\\\\].*|(.*/)?(con|prn|aux|nul|com\\d|lpt\\d)([.][^/]*)?(/.*)?"
                            + "|.*[. ](/.*)?");

    @TempDir private static Path folder;

    private static UnpackedLab lab;
    private static Map<String, String> before = new TreeMap<>();
    private static Process bench;
    private static Path benchOutput;

    @BeforeAll
    static void unpack() throws IOException {
        lab = UnpackedLab.in(folder);
        before = lab.contents();
        benchOutput = folder.resolve("bench.txt");
        var words = "bench --quick --strategy cow --members 4 --threads 1 --churn 0 --rounds 2";
        bench = lab.start(lab.work(), benchOutput, words.split(" ", -1));
    }

    @AfterAll
    static void noCommandHasWrittenIntoIt() throws IOException, InterruptedException {
        bench.descendants().forEach(ProcessHandle::destroyForcibly);
        bench.destroyForcibly().waitFor();
        assertThat(lab.contents()).isEqualTo(before);
        lab.unlock();
    }

    @Test
    void itSaysWhatItWasBuiltFrom() throws Exception {
        var ran = lab.run("--version");

        assertThat(ran.said()).contains("Commit").doesNotContain("unknown");
        assertThat(lab.home().resolve("VERSION")).content().startsWith("version=1.2.3\ncommit=");
        assertThat(lab.home().resolve("README.txt")).content().startsWith("Chat Lab 1.2.3:");
    }

    @Test
    void twoPackingsGiveTheSameBytes() throws Exception {
        var again = new Archives("x", Distribution.files(Checkout.root(), "1"), UnpackedLab.TIME);
        var files = new Archives("x", Distribution.files(Checkout.root(), "1"), UnpackedLab.TIME);

        for (var archives : Map.of("1", again, "2", files).entrySet()) {
            archives.getValue().zip(folder.resolve(archives.getKey() + ".zip"));
            archives.getValue().tar(folder.resolve(archives.getKey() + ".tar.gz"));
        }

        for (var ending : new String[] {".zip", ".tar.gz"}) {
            assertThat(folder.resolve("1" + ending))
                    .hasSameBinaryContentAs(folder.resolve("2" + ending));
        }
    }

    @Test
    void itHoldsTheLabsWithoutSolutionsAndNamesThatWindowsAllows() throws IOException {
        assertThat(before.keySet())
                .contains("coursework/labs/02-the-lost-update/handout.md", "docs/index.html")
                .noneMatch(path -> path.contains("solutions") || path.contains("samples"))
                .noneMatch(path -> NOT_FOR_WINDOWS.matcher(path).matches())
                .allMatch(path -> path.length() < 150);
        assertThat(before.keySet().stream().map(path -> path.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theDoctorFindsAChangedFile() throws Exception {
        assertThat(lab.run("doctor").said()).contains("files       as downloaded");
        var license = lab.home().resolve("LICENSE");
        var text = Files.readString(license);
        Files.writeString(license, text + "!");

        var ran = lab.run("doctor");
        Files.writeString(license, text);

        assertThat(ran.said()).contains("not as downloaded: LICENSE; unpack the lab again");
        assertThat(ran.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    strategies                                                   | 0 | unsafe-lock-order
                    handout                                                      | 0 | The lost update
                    hint 02                                                      | 0 | lab hint 02 --stage 2
                    completion                                                   | 0 | complete
                    docs --no-open                                               | 0 | docs/index.html
                    docs --no-open stepping                                      | 0 | docs/stepping.html
                    step --strategy unsafe --scenario join-join --search         | 1 | MEMBERSHIP
                    swarm --strategy cow --clients 4 --senders 2 --messages 20   | 0 | lost
                    swarm --plain --strategy cow --clients 4 --messages 20 --senders 2 | 0 | Nothing lost
                    faults garbage --quick                                       | 0 | : kept
                    race --strategy synchronized --guarantee MEMBERSHIP --time 2s| 0 | HELD
                    """)
    void eachCommandRunsFromIt(String command, int exitCode, String saying) throws Exception {
        var ran = lab.run(command.split(" ", -1));

        assertThat(ran.said()).contains(saying);
        assertThat(ran.exitCode()).as(ran.said()).isEqualTo(exitCode);
    }

    /// How soon, depends on the machine.
    @Test
    void theDemoShowsItsFirstRowWhileTheOthersRun() throws Exception {
        var said = lab.saidUntil("caught", "demo", "--strategy", "unsafe,synchronized");

        assertThat(said).contains("unsafe ").doesNotContain("synchronized ");
    }

    /// It runs beside the other tests, so its figures count for nothing.
    @Test
    void benchmarksForkFromIt() throws Exception {
        assertThat(bench.waitFor(3, TimeUnit.MINUTES)).isTrue();

        assertThat(benchOutput).content().contains("cow", "ops/s");
        assertThat(bench.exitValue()).isIn(0, 3);
    }

    @Test
    void submissionsAreGradedFromIt() throws Exception {
        var sample = Checkout.root().resolve("coursework/samples/02-the-lost-update/poor");

        var ran =
                lab.run(
                        "grade",
                        "--lab",
                        "02",
                        "--sandbox",
                        "process",
                        "--out",
                        "grades",
                        sample.toString());

        assertThat(ran.exitCode()).as(ran.said()).isZero();
        assertThat(lab.work().resolve("grades/grades.csv")).exists();
    }

    @Test
    void thePagesTheServerAndTheClientStartFromIt() throws Exception {
        assertThat(lab.firstLineOf("web")).startsWith("http://127.0.0.1:");
        assertThat(lab.firstLineOf("server", "--port", "0", "--json")).contains("\"port\":");
        assertThat(lab.run("client", "--port", "1", "--nick", "ann").exitCode()).isEqualTo(3);
    }

    /// As a terminal of Windows in Western Europe has it.
    @ParameterizedTest
    @ValueSource(strings = {"strategies", "step --witness unsafe --draw"})
    void aTerminalWithCodePage1252ShowsEverything(String command) throws Exception {
        var words = command.split(" ", -1);
        var windows = Charset.forName("windows-1252");
        var usual = lab.run(words);

        var ran = lab.in(windows, words);

        assertThat(ran).isEqualTo(usual.said()).doesNotContain("\u00e2\u0080");
    }

    /// The path that README.txt shows, from nothing to a checked report.
    @Test
    void aStrangerGetsFromTheHandoutToACheckedReport() throws Exception {
        assertThat(lab.run("handout", "start", "02", "lab02").exitCode()).isZero();
        var own = lab.work().resolve("lab02");
        in(own, 0, "report", "new", "--lab", "02");
        write(own, "## Prediction\n", "## Prediction\n\nOne join in a hundred is lost.\n");
        in(own, 0, "report", "seal");
        in(
                own,
                1,
                "race",
                "--strategy",
                "unsafe",
                "--guarantee",
                "MEMBERSHIP",
                "--time",
                "2s",
                "--out",
                "evidence/unsafe");
        var first =
                in(
                        own,
                        0,
                        "race",
                        "--strategy",
                        "src/FixedBroadcast.java",
                        "--guarantee",
                        "MEMBERSHIP",
                        "--engine-only",
                        "--problems");
        assertThat(first.said())
                .containsPattern("src/FixedBroadcast.java:\\d\\d: warning: MEMBERSHIP is broken");
        in(
                own,
                1,
                "step",
                "--strategy",
                "unsafe",
                "--scenario",
                "join-join",
                "--search",
                "--outcome",
                "a join was lost",
                "--save",
                "evidence/witness.json");
        var solution = "coursework/solutions/02-the-lost-update/src/FixedBroadcast.java";
        Files.writeString(
                own.resolve("src/FixedBroadcast.java"),
                Files.readString(Checkout.root().resolve(solution)).replace("\n", "\r\n"));
        in(
                own,
                0,
                "race",
                "--strategy",
                "src/FixedBroadcast.java",
                "--guarantee",
                "MEMBERSHIP,DELIVERY",
                "--time",
                "4s",
                "--out",
                "evidence/fixed");
        in(own, 0, "report", "new", "--lab", "02");

        var checked = lab.run(own, "", "report", "check");

        assertThat(checked.said())
                .as("claims for the two races and the witness")
                .contains("3 of 3 claims stand on their evidence");
    }

    private static Ran in(Path directory, int exitCode, String... command) throws Exception {
        var ran = lab.run(directory, "", command);
        assertThat(ran.exitCode())
                .as("%s%n%s", String.join(" ", command), ran.said())
                .isEqualTo(exitCode);
        return ran;
    }

    private static void write(Path own, String part, String by) throws IOException {
        var report = own.resolve("report.md");
        Files.writeString(report, Files.readString(report).replace(part, by));
    }
}
