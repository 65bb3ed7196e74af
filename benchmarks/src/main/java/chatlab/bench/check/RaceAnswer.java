package chatlab.bench.check;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.UnreadableRaceException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The answer of `lab race` about one strategy, from a file.
public record RaceAnswer(Path file, RaceReport report) {

    /// Reads the answers of a `race.json` whose canary was sound: without that, a verdict does not
    /// count.
    ///
    /// @throws IOException with a sentence for the user
    public static List<RaceAnswer> read(Path file) throws IOException {
        try {
            return RaceFile.read(file).reports().stream()
                    .filter(report -> report.canary().isSound())
                    .map(report -> new RaceAnswer(file, report))
                    .toList();
        } catch (UnreadableRaceException e) {
            throw new IOException(
                    "cannot use %s: %s; give one that lab race wrote"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /// Whether this is the full answer about a strategy, for the same source.
    boolean isAbout(CatalogueEntry entry) {
        return report.strategy().sha256().equals(entry.sha256())
                && entry.guarantees().stream().allMatch(g -> report.row(g.name()).isPresent());
    }

    /// The promises that it saw broken, or gave no verdict on, each a sentence.
    List<String> faults() {
        return report.results().stream()
                .filter(row -> row.declared() && row.verdict() != RaceVerdict.HELD)
                .map(RaceAnswer::sentence)
                .toList();
    }

    private static String sentence(RaceRow row) {
        String verb = row.verdict() == RaceVerdict.BROKEN ? "breaks" : "was not shown to keep";
        return "%s %s: %s".formatted(verb, row.guarantee(), row.note());
    }
}
