package chatlab.races.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceCause;
import chatlab.harness.child.Subject;
import chatlab.process.ChildCommand;
import chatlab.races.question.Question;
import chatlab.races.verdict.Tally;

import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs race tests in jcstress's own way: a fresh JVM for each test and each way to compile its two
/// actors, and more JVMs whose compiler reorders instructions. This is thorough and slow.
final class JcstressRun {
    /// How many JVMs jcstress starts for a test of two actors. Used only to divide the time.
    private static final int FORKS = 34;

    private static final int ITERATIONS = 5;

    /// About how much time their JVMs need in addition.
    static final Duration OVERHEAD = Duration.ofMinutes(10);

    private final CatalogueEntry entry;
    private final Progress progress;

    JcstressRun(CatalogueEntry entry, Progress progress) {
        this.entry = entry;
        this.progress = progress;
    }

    /// Adds what jcstress saw to the tallies.
    ///
    /// @param time for all tests together, without the start of their JVMs
    /// @param directory the directory for jcstress's report
    void run(Map<Question, Tally> tallies, Duration time, Path directory)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int runs = FORKS * ITERATIONS * tallies.size();
        long millis = Math.max(10, time.toMillis() / runs);
        var limit = time.plus(OVERHEAD).multipliedBy(3);
        try (var child = command(tallies, millis, directory).withDirectory(directory).start();
                var _ = child.killAfter(limit)) {
            show(child.outputReader());
            int exitCode = child.exitCode();
            var results = results(directory);
            if (results.isEmpty()) {
                throw new IOException(
                        "jcstress left no results and ended with exit code " + exitCode);
            }
            add(results.get(), tallies);
        }
    }

    private ChildCommand command(Map<Question, Tally> tallies, long millis, Path directory) {
        var tests =
                tallies.keySet().stream()
                        .map(Question::test)
                        .collect(Collectors.joining("|", "^(", ")$"));
        return ChildCommand.java(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + Subject.PROPERTY + "=" + entry.className(),
                        "-Djdk.trackAllThreads=false"),
                entry.classpath(),
                Main.class.getName(),
                List.of("-t", tests, "-time", String.valueOf(millis), "-r", directory.toString()));
    }

    private void show(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("(Results:")) progress.at("jcstress " + line.strip());
        }
    }

    private static Optional<Path> results(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".bin.gz")).findFirst();
        }
    }

    private static void add(Path results, Map<Question, Tally> tallies) throws IOException {
        var collector = new InProcessCollector();
        var reader = new DiskReadCollector(results.toString(), collector);
        try {
            reader.dump();
        } catch (ClassNotFoundException e) {
            throw new IOException("jcstress's results cannot be read: " + e.getMessage(), e);
        } finally {
            reader.close();
        }
        for (var entry : tallies.entrySet()) {
            var ofTest =
                    collector.getTestResults().stream()
                            .filter(result -> result.getName().equals(entry.getKey().test()))
                            .toList();
            if (ofTest.isEmpty()) {
                entry.getValue().failed(RaceCause.CHILD_FAILED, "jcstress did not run it");
            }
            for (var result : ofTest) add(result, entry.getValue());
        }
    }

    private static void add(TestResult result, Tally tally) {
        if (result.status() != Status.NORMAL) {
            tally.failed(
                    RaceCause.TEST_FAILED,
                    result.status() + " " + String.join(" ", result.getMessages()));
        }
        for (var state : result.getStateKeys()) tally.add(state, result.getCount(state));
    }
}
