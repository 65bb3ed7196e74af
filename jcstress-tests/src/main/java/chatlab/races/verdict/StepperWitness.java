package chatlab.races.verdict;

import chatlab.evidence.Json;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds the schedule for `lab step` that shows, step by step, what a race test has seen.
///
/// The stepper puts its witnesses on the class path. This module knows only these files of the
/// stepper.
final class StepperWitness {
    private static final String FOLDER = "/witnesses/";

    private StepperWitness() {}

    /// The command that shows it; empty if the guarantee is not broken, or if no bundled witness is
    /// for exactly this source.
    static Optional<String> hint(RacedStrategy strategy, RaceRow row) {
        if (row.verdict() != RaceVerdict.BROKEN) return Optional.empty();
        try {
            var index = text("index.txt");
            if (index == null) return Optional.empty();
            for (var line : index.lines().toList()) {
                var words = line.split(" ", -1); // name, strategy, guarantee
                boolean isOfTheName =
                        words[1].equals(strategy.name()) && words[2].equals(row.guarantee());
                if (isOfTheName && isOf(strategy, words[0])) {
                    return Optional.of("See it happen: lab step --witness " + words[0]);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(RacedStrategy strategy, String name) throws IOException {
        var witness = text(name + ".json");
        return witness != null
                && Json.mapper()
                        .readTree(witness)
                        .path("sha256")
                        .asText()
                        .equals(strategy.sha256());
    }

    private static @Nullable String text(String file) throws IOException {
        try (InputStream stream = StepperWitness.class.getResourceAsStream(FOLDER + file)) {
            return stream == null
                    ? null
                    : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
