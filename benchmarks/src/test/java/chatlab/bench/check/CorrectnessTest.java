package chatlab.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

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
        List<RaceAnswer> races = race(cow, cow.sha256(), true, "BROKEN");

        var answer = Correctness.of(cow, races);

        assertThat(answer.basis()).startsWith("lab race");
        assertThat(answer.faults()).contains("breaks MEMBERSHIP: seen");
    }

    @Test
    void notRunIsNotAPass() throws Exception {
        CatalogueEntry cow = entry("cow");

        assertThat(Correctness.of(cow, race(cow, cow.sha256(), true, "NOT RUN")).faults())
                .contains("was not shown to keep MEMBERSHIP: seen");
    }

    @Test
    void aRaceFileAboutAnotherSourceOrWithoutACanaryIsNoAnswer() throws Exception {
        CatalogueEntry cow = entry("cow");

        assertThat(race(cow, "0".repeat(64), true, "BROKEN")).noneMatch(race -> race.isAbout(cow));
        assertThat(race(cow, cow.sha256(), false, "BROKEN")).isEmpty();
    }

    @Test
    void anotherFileIsRefusedWithASentence() throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "{}");

        assertThatThrownBy(() -> RaceAnswer.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a race.json");
    }

    private List<RaceAnswer> race(
            CatalogueEntry entry, String sha256, boolean canary, String verdict)
            throws IOException {
        String rows =
                entry.guarantees().stream()
                        .map(g ->
                                "{\"guarantee\":\"%s\",\"declared\":true,\"verdict\":\"%s\",\"note\":\"seen\"}"
                                        .formatted(g, verdict))
                        .collect(Collectors.joining(","));
        Path file =
                Files.writeString(
                        directory.resolve("race.json"),
                        """
                        {"schema":"chatlab/race/1","strategy":{"sha256":"%s"},
                         "canary":{"caught":%s,"held":true},"results":[%s]}
                        """
                                .formatted(sha256, canary, rows));
        return RaceAnswer.read(file);
    }

    private static CatalogueEntry entry(String wanted) throws StrategyNotFoundException {
        return Catalogue.find(wanted, List.of());
    }
}
