package chatlab.races.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// Whole quick runs of a broken strategy and of a correct one.
class RaceCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aBrokenTwinIsCaughtAndTheCanaryCounts() throws Exception {
        int exit = race("--strategy", "unsafe", "--quick", "--time", "4s", "--json-lines");

        var lines = lines();
        var report = lines.removeLast();
        assertThat(lines)
                .as("the engine's witness comes before the race tests have begun")
                .anyMatch(line ->
                        line.get("schema").asText().equals("chatlab/race-progress/1")
                                && verdict(line, "MEMBERSHIP").equals("BROKEN")
                                && line.get("doing").asText().startsWith("every interleaving"));
        assertThat(lines.getLast().get("results"))
                .as("the last line before the result has counts of race tests")
                .anyMatch(row -> row.get("samples").asLong() > 100);
        assertThat(exit).as(err.toString()).isEqualTo(1);
        assertThat(report.get("schema").asText()).isEqualTo("chatlab/race/1");
        assertThat(report.get("canary").get("caught").asBoolean()).isTrue();
        assertThat(report.get("canary").get("held").asBoolean()).isTrue();
        assertThat(verdict(report, "MEMBERSHIP")).isEqualTo("BROKEN");
        assertThat(verdict(report, "DELIVERY")).isEqualTo("BROKEN");
    }

    @Test
    void aCorrectStrategyKeepsWhatItDeclaresAndBreaksWhatItDoesNot() throws Exception {
        int exit = race("--strategy", "cow", "--quick", "--time", "4s", "--json");

        var report = new JsonMapper().readTree(out.toString());
        assertThat(exit).as(out.toString() + err).isZero();
        for (var row : report.get("results")) {
            if (row.get("declared").asBoolean()) {
                assertThat(row.get("verdict").asText()).as(row.toString()).isEqualTo("HELD");
            }
        }
        assertThat(verdict(report, "QUIET_LEAVE")).isEqualTo("BROKEN");
        assertThat(verdict(report, "TOTAL_ORDER")).isEqualTo("BROKEN");
    }

    @Test
    void aHarmlessDataRaceIsNamedAndBreaksNothing() {
        int exit = race("--strategy", "stamped", "--guarantee", "MEMBERSHIP", "--engine-only");

        assertThat(exit).as(out.toString() + err).isZero();
        assertThat(out.toString()).contains("Data races").contains("StampedBroadcast.size: ");
    }

    @Test
    void theEngineAloneGivesTheSameBytesTwice() {
        race("--strategy", "unsafe-publication", "--engine-only", "--json");
        var first = out.toString();
        out.getBuffer().setLength(0);
        race("--strategy", "unsafe-publication", "--engine-only", "--json");

        assertThat(first).contains("\"races\"");
        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void anUnknownStrategyIsWrongUsageAndTheMessageSuggestsAName() {
        int exit = race("--strategy", "unsave");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean 'unsafe'?");
    }

    @Test
    void eitherOneStrategyOrAllAreTested() {
        assertThat(race("--quick")).isEqualTo(2);
        assertThat(race("--strategy", "cow", "--all")).isEqualTo(2);
    }

    @Test
    void outputsThatExcludeEachOtherAreRefused() {
        assertThat(race("--strategy", "cow", "--json", "--json-lines")).isEqualTo(2);
        assertThat(race("--all", "--problems")).isEqualTo(2);
    }

    private List<JsonNode> lines() throws JsonProcessingException {
        var lines = new ArrayList<JsonNode>();
        for (var line : out.toString().lines().toList()) lines.add(new JsonMapper().readTree(line));
        return lines;
    }

    private int race(String... arguments) {
        return new CommandLine(new RaceCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static String verdict(JsonNode report, String guarantee) {
        for (var row : report.get("results")) {
            if (row.get("guarantee").asText().equals(guarantee)) return row.get("verdict").asText();
        }
        return "no row";
    }
}
