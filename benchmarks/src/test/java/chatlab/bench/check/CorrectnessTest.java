package chatlab.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.evidence.Json;
import chatlab.evidence.race.CanaryResult;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CorrectnessTest {
    @TempDir Path directory;

    @Test
    void aCorrectStrategyHolds() throws Exception {
        assertThat(Correctness.of(entry("cow"), List.of()).faults()).isEmpty();
    }

    @Test
    void aStrategyThatLosesJoinsIsFoundOut() throws Exception {
        assertThat(Correctness.of(entry("unsafe"), List.of()).faults())
                .anyMatch(fault -> fault.contains("MEMBERSHIP"));
    }

    @Test
    void aStrategyThatForgetsTheSenderRuleIsFoundOut() throws Exception {
        Path file = directory.resolve("Echo.java");
        Files.writeString(
                file,
                """
                import chatlab.strategies.*;
                import java.util.*;

                @Strategy(name = "echo", technique = "none", guarantees = {})
                public final class Echo<M> implements BroadcastStrategy<M> {
                    private final List<Subscriber<M>> members = new ArrayList<>();
                    public boolean join(Subscriber<M> s) { return !members.contains(s) && members.add(s); }
                    public boolean leave(Subscriber<M> s) { return members.remove(s); }
                    public int broadcast(M message, Subscriber<M> sender) {
                        members.forEach(s -> s.deliver(message));
                        return members.contains(sender) ? members.size() - 1 : members.size();
                    }
                    public List<Subscriber<M>> subscribers() { return List.copyOf(members); }
                }
                """);

        assertThat(Correctness.of(entry(file.toString()), List.of()).faults())
                .containsExactly("A sender got the message that it had sent itself.");
    }

    @Test
    void aRaceFileAboutTheSameSourceIsTheFullAnswer() throws Exception {
        CatalogueEntry cow = entry("cow");
        List<RaceAnswer> races = race(cow, cow.sha256(), true, RaceVerdict.BROKEN);

        var answer = Correctness.of(cow, races);

        assertThat(answer.basis()).startsWith("lab race");
        assertThat(answer.faults()).contains("breaks MEMBERSHIP: seen");
    }

    @Test
    void notRunIsNotAPass() throws Exception {
        CatalogueEntry cow = entry("cow");

        assertThat(Correctness.of(cow, race(cow, cow.sha256(), true, RaceVerdict.NOT_RUN)).faults())
                .contains("was not shown to keep MEMBERSHIP: seen");
    }

    @Test
    void aRaceFileAboutAnotherSourceOrWithoutACanaryIsNoAnswer() throws Exception {
        CatalogueEntry cow = entry("cow");

        assertThat(race(cow, "0".repeat(64), true, RaceVerdict.BROKEN))
                .noneMatch(race -> race.isAbout(cow));
        assertThat(race(cow, cow.sha256(), false, RaceVerdict.BROKEN)).isEmpty();
    }

    @Test
    void anotherFileIsRefusedWithASentence() throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "{}");

        assertThatThrownBy(() -> RaceAnswer.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it is not a race.json; give one");
    }

    private List<RaceAnswer> race(
            CatalogueEntry entry, String sha256, boolean canary, RaceVerdict verdict)
            throws IOException {
        var strategy = new RacedStrategy(entry.name(), entry.className(), sha256, List.of());
        int violations = verdict == RaceVerdict.BROKEN ? 1 : 0;
        var rows =
                entry.guarantees().stream()
                        .map(g ->
                                new RaceRow(
                                        g.name(),
                                        true,
                                        verdict,
                                        null,
                                        1,
                                        violations,
                                        null,
                                        List.of(),
                                        "seen"))
                        .toList();
        var report = RaceReport.of(strategy, new CanaryResult(canary, true), rows, null);
        Path file = directory.resolve("race.json");
        Files.writeString(file, Json.pretty(new RaceFile(List.of(report))));
        return RaceAnswer.read(file);
    }

    private static CatalogueEntry entry(String wanted) throws StrategyNotFoundException {
        return Catalogue.find(wanted, List.of());
    }
}
