package chatlab.coursework.grade;

import chatlab.evidence.Manifest;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.UnreadableRaceException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What no run of the tools can have written: times that cannot be, and more samples than the time
/// of the run allows. A clock may be wrong, so these are flags.
final class EvidenceDoubts {
    /// The release of JDK 25, without which no tool of the lab runs.
    private static final Instant EARLIEST = Instant.parse("2025-09-16T00:00:00Z");

    private static final Duration OTHER_CLOCKS = Duration.ofDays(1);

    /// Of one guarantee. Quick races of the samples took 630 to 2,000 a second on two busy cores.
    private static final long MOST_SAMPLES_A_SECOND = 100_000;

    private static final int DEEPEST = 6;
    private static final long LARGEST = 32 << 20;

    private EvidenceDoubts() {}

    /// @param sealed when the prediction was sealed; null: it was not
    static List<String> of(Path root, @Nullable Instant sealed, Instant now) throws IOException {
        var doubts = new ArrayList<String>();
        if (sealed != null) checkTime("the prediction's seal", sealed, now, doubts);
        var evidence = root.resolve("evidence");
        if (!Files.isDirectory(evidence)) return doubts;
        List<Path> runs;
        try (var files = Files.walk(evidence, DEEPEST)) {
            runs =
                    files.filter(file -> file.endsWith(Manifest.NAME))
                            .filter(EvidenceDoubts::isReadable)
                            .map(Path::getParent)
                            .sorted()
                            .toList();
        }
        for (var run : runs) {
            var name = root.relativize(run).toString().replace('\\', '/');
            try {
                check(name, run, Manifest.read(run), now, doubts);
            } catch (IOException | RuntimeException _) {
                // The check of the report says what is wrong with it.
            }
        }
        return doubts;
    }

    private static boolean isReadable(Path file) {
        return Files.isRegularFile(file) && file.toFile().length() <= LARGEST;
    }

    private static void check(
            String name, Path run, Manifest manifest, Instant now, List<String> doubts)
            throws IOException {
        var took = Duration.between(manifest.started(), manifest.ended());
        if (took.isNegative()) doubts.add(name + " ends before it begins");
        checkTime(name, manifest.started(), now, doubts);
        var race = run.resolve(RaceFile.NAME);
        if (took.isNegative() || !isReadable(race)) return;
        try {
            for (var report : RaceFile.read(race).reports()) {
                long most = report.results().stream().mapToLong(RaceRow::samples).max().orElse(0);
                if (most > MOST_SAMPLES_A_SECOND * Math.max(1, took.toSeconds())) {
                    doubts.add(
                            "%s has %,d samples in %d s, more than the tool can take"
                                    .formatted(name, most, took.toSeconds()));
                }
            }
        } catch (UnreadableRaceException _) {
            // So does it with this.
        }
    }

    private static void checkTime(String name, Instant time, Instant now, List<String> doubts) {
        if (time.isBefore(EARLIEST)) {
            doubts.add("%s is from %s, before the lab could run".formatted(name, time));
        } else if (time.isAfter(now.plus(OTHER_CLOCKS))) {
            doubts.add("%s is from %s, which is yet to come".formatted(name, time));
        }
    }
}
