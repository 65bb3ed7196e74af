package chatlab.coursework.check;

import static chatlab.coursework.check.StudentFolder.means;
import static chatlab.coursework.check.StudentFolder.measured;
import static chatlab.coursework.check.StudentFolder.resource;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.ClaimKind;
import chatlab.coursework.report.Report;
import chatlab.evidence.ClaimVerdict;
import chatlab.relay.RelayGuarantee;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// docs/reports.md is complete, and its examples are sound.
class ReportsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/reports.md");
    private static final Path NET_RUNS = Path.of("samples/08-netsplit/excellent/evidence");

    @Test
    void everyKindKeyVerdictAndFindingIsNamed() throws IOException {
        String text = Files.readString(DOCUMENT);

        for (ClaimKind kind : ClaimKind.values()) {
            assertThat(text).contains("**`" + kind.title() + "`**");
            assertThat(kind.keys())
                    .allSatisfy(key ->
                            assertThat(text).containsPattern("`" + key + "`|\n" + key + ": "));
        }
        for (var verdict : ClaimVerdict.values()) {
            assertThat(text).contains("| " + verdict.word() + " |");
        }
        for (var kind : CheckedReport.Kind.values()) {
            assertThat(text).contains("| " + kind + " |");
        }
        assertThat(text).contains(Report.SECTIONS.stream().map(s -> "**" + s + "**").toList());
    }

    @Test
    void itsFrontMatterAndClaimsAreSound(@TempDir Path temporary) throws Exception {
        String text = Files.readString(DOCUMENT);
        var folder = new StudentFolder(temporary.resolve("s1"));
        folder.head(blocks(text, "yaml").getFirst());
        blocks(text, "claim").forEach(folder::claim);
        folder.bench(measured(0.01, means("cow", 2e6, "rwlock", 1e6, "synchronized", 1e6)));
        Files.writeString(folder.path().resolve("evidence/witness.json"), resource("witness.json"));
        folder.run(
                "split-raft",
                "swarm.json",
                Files.readString(NET_RUNS.resolve("split-raft/swarm.json")));
        folder.run("kill", "swarm.json", Files.readString(NET_RUNS.resolve("kill/swarm.json")));
        LabTools reproduces =
                (_, _, _) ->
                        new LabTools.Outcome(
                                0,
                                "{\"schema\":\"chatlab/replay/1\",\"verdict\":\"REPRODUCED\",\"sentence\":\"So.\"}",
                                "");

        var report = folder.check(reproduces);

        assertThat(report.findings()).isEmpty();
        assertThat(report.claims()).hasSize(10).allMatch(CheckedReport.CheckedClaim::earned);
        assertThat(report.claims())
                .extracting(CheckedReport.CheckedClaim::kind)
                .containsExactlyInAnyOrderElementsOf(ClaimKind.titles());
    }

    /// That only a majority goes on is beyond what `lab order` can try.
    @Test
    void theGuaranteesAreThoseOfTheStrategiesAndOfTheOrders() {
        var names =
                Stream.of(
                                Arrays.stream(Guarantee.values()).map(Enum::name),
                                EnumSet.complementOf(EnumSet.of(RelayGuarantee.MAJORITY)).stream()
                                        .map(Enum::name),
                                Stream.of("LIVENESS"))
                        .flatMap(all -> all)
                        .distinct();

        assertThat(Guarantees.NAMES).containsExactlyElementsOf(names.toList());
    }

    private static List<String> blocks(String text, String language) {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
