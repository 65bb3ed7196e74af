package chatlab.step;

import chatlab.evidence.Json;
import chatlab.strategies.CatalogueEntry;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A schedule that anyone can replay to see a guarantee broken, as it is kept in a file.
///
/// @param strategy its name, or the path of its file
/// @param sha256 of the strategy's source
/// @param outcome the sentence of what is seen
/// @param guarantee what is seen broken; `LIVENESS` if calls never return
/// @param jdk the version it was recorded on, since lines of the JDK may be among the steps
record Witness(
        String schema,
        String strategy,
        String sha256,
        String scenario,
        String depth,
        String grain,
        String schedule,
        String outcome,
        String guarantee,
        String jdk) {

    static final String SCHEMA = "chatlab/witness/1";
    private static final String FOLDER = "/witnesses/";

    static Witness of(
            String strategy,
            CatalogueEntry entry,
            Scenario scenario,
            Depth depth,
            Grain grain,
            Schedule schedule,
            Finding finding) {
        return new Witness(
                SCHEMA,
                strategy,
                entry.sha256(),
                scenario.title(),
                lowerCase(depth),
                lowerCase(grain),
                schedule.toString(),
                finding.sentence(),
                finding.promise(),
                Runtime.version().toString());
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// Reads a witness file.
    ///
    /// @throws IOException with a sentence, if it is none
    static Witness read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    /// One that came along.
    static Optional<Witness> shipped(String name) throws IOException {
        try (var stream = Witness.class.getResourceAsStream(FOLDER + name + ".json")) {
            return stream == null ? Optional.empty() : Optional.of(parse(text(stream), name));
        }
    }

    /// The names of all that came along, from `index.txt`: name, strategy, guarantee.
    static List<String> shipped() throws IOException {
        try (var stream = Witness.class.getResourceAsStream(FOLDER + "index.txt")) {
            if (stream == null) return List.of();
            return text(stream).lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Witness parse(String json, String from) throws IOException {
        try {
            var witness = Json.mapper().readValue(json, Witness.class);
            if (!SCHEMA.equals(witness.schema)) {
                throw new IOException(
                        "%s has schema %s, not %s; record it anew with lab step --search --save."
                                .formatted(from, witness.schema, SCHEMA));
            }
            witness.check(from);
            return witness;
        } catch (JsonProcessingException e) {
            throw new IOException(from + " is no witness file: " + e.getOriginalMessage(), e);
        }
    }

    private void check(String from) throws IOException {
        try {
            if (Scenario.titled(scenario).isEmpty()) {
                throw new IllegalArgumentException("there is no scenario " + scenario);
            }
            theDepth();
            theGrain();
            theFinding();
            theSchedule();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IOException(from + " is no sound witness file: " + e.getMessage(), e);
        }
    }

    Scenario theScenario() {
        return Scenario.titled(scenario).orElseThrow();
    }

    Depth theDepth() {
        return Depth.valueOf(depth.toUpperCase(Locale.ROOT));
    }

    Grain theGrain() {
        return Grain.valueOf(grain.toUpperCase(Locale.ROOT));
    }

    Finding theFinding() {
        return Finding.of(guarantee, outcome);
    }

    Schedule theSchedule() {
        return Schedule.parse(schedule);
    }

    /// How a replay compares.
    enum Verdict {
        REPRODUCED,
        OUTCOME_DIFFERS,
        SOURCE_DIFFERS,
        JDK_DIFFERS
    }

    /// Whether this is what came out again.
    ///
    /// @param outcome of a replay, null if the schedule did not fit
    Verdict verdict(@Nullable Outcome outcome) {
        boolean isSame = outcome != null && outcome.findings().contains(theFinding());
        if (isSame) return Verdict.REPRODUCED;
        boolean ofTheJdk = theDepth() != Depth.STRATEGY;
        return ofTheJdk && !jdk.equals(Runtime.version().toString())
                ? Verdict.JDK_DIFFERS
                : Verdict.OUTCOME_DIFFERS;
    }
}
