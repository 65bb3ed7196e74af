package chatlab.evidence.race;

import chatlab.evidence.Json;
import chatlab.evidence.race.UnreadableRaceException.Reason;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A whole `race.json`: the report of one strategy, or a list of reports.
///
/// Nothing in a file is trusted. Reading refuses a file whose figures do not fit together, such as
/// a row that is `HELD` with violations.
public record RaceFile(List<RaceReport> reports) {
    /// Its usual name in the directory of a run.
    public static final String NAME = "race.json";

    public RaceFile {
        reports = List.copyOf(reports);
    }

    /// The file as JSON has it: one report stands alone.
    @JsonValue
    Object json() {
        return reports.size() == 1 ? reports.getFirst() : reports;
    }

    /// Reads a file.
    ///
    /// @throws IOException if it cannot be opened or read
    public static RaceFile read(Path file) throws IOException, UnreadableRaceException {
        return parse(Files.readString(file));
    }

    /// Reads a text, such as the output of `lab race --json`.
    public static RaceFile parse(String text) throws UnreadableRaceException {
        try {
            return of(Json.mapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new UnreadableRaceException(
                    Reason.NOT_JSON, "it is not JSON: " + e.getOriginalMessage());
        }
    }

    /// Reads JSON that is parsed already.
    public static RaceFile of(JsonNode json) throws UnreadableRaceException {
        List<RaceReport> reports = new ArrayList<>();
        for (JsonNode report : json.isArray() ? json : List.of(json)) {
            reports.add(new RaceReportReader(report).report());
        }
        return new RaceFile(reports);
    }
}
