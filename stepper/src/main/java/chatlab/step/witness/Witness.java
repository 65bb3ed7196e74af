package chatlab.step.witness;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.execution.Schedule;
import chatlab.evidence.Json;
import chatlab.harness.exploration.BrokenPromise;
import chatlab.harness.exploration.ScenarioOutcome;
import chatlab.harness.scenario.Scenario;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A schedule that anyone can replay to see a guarantee broken, as it is kept in a file.
///
/// @param strategy its name, or the path of its file, from the folder of the witness
/// @param sha256 of the strategy's source
/// @param memory which values reads may return: `jmm` or `sc`
/// @param schedule in the words of [Schedule]
/// @param outcome the sentence of what is seen
/// @param guarantee what is seen broken; `LIVENESS` if calls never return
/// @param jdk the version it was recorded on, since the JDK's own accesses are among the steps
public record Witness(
        String schema,
        String strategy,
        String sha256,
        String scenario,
        String memory,
        String schedule,
        String outcome,
        String guarantee,
        String jdk) {

    static final String SCHEMA = "chatlab/witness/2";
    private static final String FOLDER = "/witnesses/";

    public static Witness of(
            String strategy,
            CatalogueEntry entry,
            Scenario scenario,
            MemoryModel memory,
            String schedule,
            BrokenPromise broken) {
        return new Witness(
                SCHEMA,
                strategy,
                entry.sha256(),
                scenario.title(),
                memory == MemoryModel.JMM ? "jmm" : "sc",
                schedule,
                broken.sentence(),
                broken.promise(),
                Runtime.version().toString());
    }

    /// What a witness calls a strategy: a file by its path from where the witness is, with `/`
    /// between names, so that both can be moved together; all else as the user did.
    ///
    /// @param asName what `--strategy` was
    /// @param file where the witness will be; null if that is not known
    public static String nameOf(CatalogueEntry entry, String asName, @Nullable Path file) {
        if (entry.file().isEmpty()) return asName;
        var folder = file == null ? Path.of("") : file.resolveSibling("");
        var source = entry.file().orElseThrow().normalize();
        try {
            var way = folder.toAbsolutePath().normalize().relativize(source);
            return way.toString().replace(File.separatorChar, '/');
        } catch (IllegalArgumentException _) {
            return source.toString(); // on another drive
        }
    }

    /// Where to look for the strategy: its name, or its file. If the file is not where the witness
    /// says, for example on another machine, it may lie beside the witness.
    ///
    /// @param folder the witness's own
    public String locate(Path folder) {
        if (!strategy.endsWith(".java")) return strategy;
        var name =
                strategy.substring(
                        Math.max(strategy.lastIndexOf('/'), strategy.lastIndexOf('\\')) + 1);
        return Stream.of(folder.resolve(strategy), Path.of(strategy), folder.resolve(name))
                .filter(Files::isReadable)
                .map(Path::toString)
                .findFirst()
                .orElse(strategy);
    }

    /// Reads a witness file.
    ///
    /// @throws IOException with a sentence, if it is none
    public static Witness read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    /// A bundled witness.
    public static Optional<Witness> shipped(String name) throws IOException {
        try (var stream = Witness.class.getResourceAsStream(FOLDER + name + ".json")) {
            return stream == null ? Optional.empty() : Optional.of(parse(text(stream), name));
        }
    }

    /// The names of all bundled witnesses, from `index.txt`: name, strategy, guarantee.
    public static List<String> shipped() throws IOException {
        try (var stream = Witness.class.getResourceAsStream(FOLDER + "index.txt")) {
            if (stream == null) return List.of();
            return text(stream).lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
        }
    }

    /// A bundled witness for this strategy and this scenario; null if there is none.
    public static @Nullable Witness fitting(CatalogueEntry entry, Scenario scenario)
            throws IOException {
        for (var name : shipped()) {
            var each = shipped(name).orElseThrow();
            if (each.sha256.equals(entry.sha256()) && each.theScenario().equals(scenario)) {
                return each;
            }
        }
        return null;
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Witness parse(String json, String from) throws IOException {
        try {
            var witness = Json.mapper().readValue(json, Witness.class);
            if (!SCHEMA.equals(witness.schema)) {
                throw new IOException(
                        "%s has schema %s, not %s: an earlier stepper counted other steps. Record it again with lab step --search --save."
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
            theMemory();
            theFinding();
            theSchedule();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IOException(from + " is no sound witness file: " + e.getMessage(), e);
        }
    }

    public Scenario theScenario() {
        return Scenario.titled(scenario).orElseThrow();
    }

    public MemoryModel theMemory() {
        return switch (memory) {
            case "jmm" -> MemoryModel.JMM;
            case "sc" -> MemoryModel.SEQUENTIAL;
            default -> throw new IllegalArgumentException("memory is jmm or sc, not " + memory);
        };
    }

    public BrokenPromise theFinding() {
        return BrokenPromise.of(guarantee, outcome);
    }

    public Schedule theSchedule() {
        return Schedule.parse(schedule);
    }

    /// How a replay compares.
    public enum Verdict {
        REPRODUCED(0),
        OUTCOME_DIFFERS(1),
        SOURCE_DIFFERS(3),
        STRATEGY_MISSING(3),
        JDK_DIFFERS(3);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /// Whether this is what came out again.
    ///
    /// @param outcome of a replay, null if the schedule did not fit
    public Verdict verdict(@Nullable ScenarioOutcome outcome) {
        boolean isSame = outcome != null && outcome.broken().contains(theFinding());
        if (isSame) return Verdict.REPRODUCED;
        return jdk.equals(Runtime.version().toString())
                ? Verdict.OUTCOME_DIFFERS
                : Verdict.JDK_DIFFERS;
    }
}
