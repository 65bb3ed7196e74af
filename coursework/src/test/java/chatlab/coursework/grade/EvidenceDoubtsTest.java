package chatlab.coursework.grade;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.check.StudentFolder;
import chatlab.evidence.Json;
import chatlab.evidence.Manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Times and counts that no run can have written are flagged.
class EvidenceDoubtsTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");

    @TempDir private Path folder;

    private List<String> doubts(Instant started, Instant ended, String race) throws IOException {
        var run = Files.createDirectories(folder.resolve("evidence/u"));
        var manifest =
                new Manifest("chatlab/manifest/1", List.of(), List.of("lab"), 0, started, ended);
        Files.writeString(run.resolve(Manifest.NAME), Json.pretty(manifest));
        Files.writeString(run.resolve("race.json"), race);
        return EvidenceDoubts.of(folder, null, NOW);
    }

    @Test
    void anHonestRunIsNotDoubted() throws IOException {
        assertThat(doubts(BEGIN, BEGIN.plusSeconds(16), StudentFolder.resource("race-unsafe.json")))
                .isEmpty();
        assertThat(EvidenceDoubts.of(folder, BEGIN.minusSeconds(60), NOW)).isEmpty();
    }

    @Test
    void aRunThatEndsBeforeItBeginsOrIsOfAnotherCenturyIsFlagged() throws IOException {
        assertThat(doubts(BEGIN, BEGIN.minusSeconds(1), ""))
                .containsExactly("evidence/u ends before it begins");
        assertThat(
                        doubts(
                                Instant.parse("2099-01-01T00:00:00Z"),
                                Instant.parse("2099-01-01T00:01:00Z"),
                                ""))
                .containsExactly("evidence/u is from 2099-01-01T00:00:00Z, which is yet to come");
        assertThat(doubts(Instant.EPOCH, Instant.EPOCH.plusSeconds(9), ""))
                .containsExactly(
                        "evidence/u is from 1970-01-01T00:00:00Z, before the lab could run");
    }

    @Test
    void aSealOf1970IsFlagged() throws IOException {
        assertThat(EvidenceDoubts.of(folder, Instant.EPOCH, NOW))
                .containsExactly(
                        "the prediction's seal is from 1970-01-01T00:00:00Z, before the lab could"
                                + " run");
    }

    @Test
    void moreSamplesThanTheTimeAllowsAreFlagged() throws IOException {
        var race = StudentFolder.resource("race-fixed.json");

        assertThat(doubts(BEGIN, BEGIN.plusSeconds(16), race)).isEmpty();
        assertThat(doubts(BEGIN, BEGIN.plusSeconds(16), inflated(race)))
                .singleElement()
                .asString()
                .contains("samples in 16 s, more than the tool can take");
    }

    /// The same race with a thousand times the samples, and the bounds that go with them.
    private static String inflated(String race) throws IOException {
        var tree = Json.mapper().readTree(race);
        for (var row : tree.path("results")) {
            var node = (ObjectNode) row;
            long samples = node.path("samples").asLong() * 1_000;
            node.put("samples", samples);
            if (node.path("bound").isNumber()) node.put("bound", 3.0 / samples);
            for (var outcome : node.path("outcomes")) {
                var each = (ObjectNode) outcome;
                each.put("count", each.path("count").asLong() * 1_000);
            }
        }
        return Json.line(tree);
    }
}
