package chatlab.step.page;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.step.Fixtures;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

@Timeout(120)
class StepSessionTest {
    @TempDir private Path folder;

    private StepBench bench;
    private Page page;

    @BeforeEach
    void open() {
        bench = new StepBench(List.of(Path.of(Fixtures.file("Rogue"))), 2);
        page = new Page(bench);
    }

    @AfterEach
    void close() {
        page.close();
        bench.close();
    }

    private static List<String> texts(JsonNode nodes, String field) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.path(field).asText())
                .toList();
    }

    @Test
    void aPageHearsFirstWhatThereIsToChoose() {
        var menu = page.latest("menu");

        assertThat(menu.path("schema").asText()).isEqualTo("chatlab/step/1");
        assertThat(texts(menu.path("strategies"), "name")).contains("unsafe", "cow");
        assertThat(texts(menu.path("scenarios"), "title")).contains("join-join");
        assertThat(texts(menu.path("witnesses"), "name")).contains("unsafe-lock-order");
        assertThat(menu.path("files").path(0).asText()).isEqualTo("Rogue.java");
    }

    @Test
    void aScheduleIsPlayedAndDrawn() {
        page.open("unsafe", "join-join", "ann*7 bob! ann!");

        var title = page.latest("states").path("title");
        assertThat(title.path("isDeclared").asBoolean()).isTrue();
        assertThat(title.path("way").asText()).contains("ann", "bob");
        var end = page.state().path("end");
        assertThat(end.path("outcome").asText())
                .isEqualTo("bob must be in and is not: a join was lost");
        assertThat(end.path("isWhole").asBoolean()).isFalse();
        assertThat(end.path("witness").path("schema").asText()).isEqualTo("chatlab/witness/2");
        var members = page.state().path("shared").path(0);
        assertThat(members.path("label").asText()).isEqualTo("size 1");
        assertThat(members.path("cells").path(0).asText()).isEqualTo("ann");
        assertThat(members.path("cells").path(1).asText()).isEqualTo("null");
        assertThat(page.latest("states").path("code").has("java.util.ArrayList")).isTrue();
    }

    @Test
    void strategiesOfTheLabShareTheChildOfAPageAndAFileHasItsOwn() throws Exception {
        page.open("unsafe", "join-join", "ann*3");
        var child = page.run();

        page.open("unsafe-lock-order", "crossed-broadcasts", "ann*2");
        assertThat(page.run()).isSameAs(child);
        assertThat(page.run().entry().name()).isEqualTo("unsafe-lock-order");
        assertThat(page.state().path("threads").size()).isEqualTo(2);

        page.wish(
                "OPEN",
                Map.of(
                        "strategy",
                        "StaleIndex.java",
                        "source",
                        Files.readString(Path.of(Fixtures.file("StaleIndex"))),
                        "scenario",
                        "join-join"));
        assertThat(page.run()).isNotSameAs(child);
    }

    @Test
    void aStepFromAnEarlierStateForgetsTheLaterOnes() {
        page.open("unsafe", "join-join", "ann*3");

        page.step(1, "bob", 0);

        var states = page.latest("states");
        assertThat(states.path("after").asInt()).isEqualTo(1);
        assertThat(texts(states.path("states"), "word")).containsExactly("bob");
    }

    @Test
    void aReadWithAChoiceOffersTheOlderValueWithItsReason() {
        page.open("unsafe", "join-join", "ann! bob");

        var choices = page.state().path("threads").path(1).path("choices");
        assertThat(texts(choices, "value")).containsExactly("1", "0");
        assertThat(choices.path(1).path("reason").asText())
                .isEqualTo("if ann's write has not reached bob");

        var states = page.latest("states").path("states").size();
        page.step(states - 1, "bob", 1);
        assertThat(page.state().path("word").asText()).isEqualTo("bob~1");
        assertThat(page.state().path("kind").asText()).isEqualTo("STALE_READ");
    }

    @Test
    void aLockHasAnOwnerAndAQueue() {
        page.open("synchronized", "join-join", "ann*2 bob!");

        var locks = page.state().path("locks");
        assertThat(texts(locks, "name")).anyMatch(name -> name.startsWith("monitor of "));
        assertThat(locks.toString()).contains("\"holders\":[\"ann\"]", "\"waiting\":[\"bob\"]");

        page.step(page.latest("states").path("states").size() - 1, "bob", 0);
        assertThat(page.sentence()).startsWith("bob cannot go on: it waits for");
    }

    @Test
    void theWitnessCanBeFollowedStepByStep() {
        page.open("unsafe-snapshot", "join-join", "");

        int steps = 0;
        while (page.state().path("end").isMissingNode()) {
            page.wish("NEXT", Map.of("after", steps++));
        }

        assertThat(page.state().path("end").path("outcome").asText()).contains("a join was lost");
        page.open("unsafe-snapshot", "join-join", "bob");
        page.wish("NEXT", Map.of("after", 1));
        assertThat(page.sentence())
                .isEqualTo("Your steps differ from the witness; r starts again.");
        assertThat(page.latest("states").path("after").asInt()).isEqualTo(1);
    }

    @Test
    void aScheduleThatDoesNotFitIsPlayedAsFarAsItDoes() {
        page.open("unsafe-snapshot", "join-join", "ann! ann");

        assertThat(page.sentence()).contains("does not fit", "'ann'");
        assertThat(page.state().path("word").asText()).isEqualTo("ann");
    }

    @Test
    void aSearchOpensWhatItFinds() throws Exception {
        page.wish("SEARCH", Map.of("strategy", "unsafe-snapshot", "scenario", "join-join"));

        page.await("said");

        assertThat(page.sentence()).contains("this schedule breaks MEMBERSHIP");
        assertThat(page.state().path("end").path("outcome").asText()).contains("a join was lost");
    }

    @Test
    void aSearchThatFindsNothingSaysHowFarItGot() throws Exception {
        page.wish("SEARCH", Map.of("strategy", "cow", "scenario", "join-join"));

        page.await("said");

        assertThat(page.sentence()).startsWith("No schedule breaks it: all ");
        assertThat(page.latest("states").isMissingNode()).isTrue();
    }

    @Test
    void aSearchCanBeStopped() throws Exception {
        page.wish(
                "SEARCH", Map.of("strategy", "actor", "scenario", "join-join", "everywhere", true));

        page.wish("STOP", Map.of());
        page.await("said");

        assertThat(page.sentence()).isEqualTo("The search was stopped.");
    }

    @Test
    void codeThatEndsItsJvmIsNamedAndTheStatesRemain() {
        page.open("Rogue.java", "join-join", "");
        int steps = 0;
        while (page.sentence().isEmpty()) page.step(steps++, "ann", 0);

        assertThat(page.sentence()).contains("System.exit").contains("The states so far remain");
        page.open("unsafe-snapshot", "join-join", "bob");
        assertThat(page.state().path("thread").asText()).isEqualTo("bob");
    }

    @Test
    void whenAChildDiesTheNextStepContinues() {
        page.open("unsafe", "join-join", "ann*4");

        assertThat(page.session().rest()).isTrue();
        assertThat(bench.runs()).isZero();
        page.step(4, "ann", 0);

        assertThat(page.state().path("word").asText()).isEqualTo("ann");
        assertThat(page.latest("states").path("after").asInt()).isEqualTo(4);
    }

    @Test
    void childrenAreFewAndTheIdleOnesEnd() throws Exception {
        var others = new ArrayList<Page>();
        try {
            for (int i = 0; i < 2; i++) others.add(new Page(bench));
            page.open("unsafe-snapshot", "join-join", "ann");
            for (var other : others) other.open("unsafe-snapshot", "join-join", "bob");

            assertThat(bench.runs()).isEqualTo(2);
            assertThat(page.step(1, "ann", 0).state().path("word").asText()).isEqualTo("ann");

            bench.endIdle(Duration.ZERO);
            assertThat(bench.runs()).isZero();
        } finally {
            others.forEach(Page::close);
        }
    }

    @Test
    void aSourceOfOnesOwnIsSteppedAndSearched() throws Exception {
        var source = Files.readString(Path.of(Fixtures.file("StaleIndex")));
        var wish =
                Map.of(
                        "strategy", "StaleIndex.java",
                        "source", source,
                        "scenario", "join-join");

        page.wish("OPEN", wish);
        assertThat(page.latest("states").path("title").path("strategy").asText())
                .isEqualTo("StaleIndex.java");

        page.wish("SEARCH", wish);
        page.await("said");
        assertThat(page.sentence()).isNotEmpty();
    }

    @Test
    void theCompilersWordsStandBesideTheLine() {
        var source =
                """
                public final class Mine<M> {
                    int size() { return sise; }
                }
                """;

        page.wish(
                "OPEN", Map.of("strategy", "Mine.java", "source", source, "scenario", "join-join"));

        var refused = page.latest("refused");
        assertThat(refused.path("sentence").asText()).isEqualTo("Mine.java does not compile:");
        assertThat(refused.path("lines").path(1).path("errors").path(0).asText())
                .isEqualTo("error: cannot find symbol");
        assertThat(refused.path("lines").path(1).path("errors").toString())
                .contains("variable sise")
                .doesNotContain("^", "1 error");
        assertThat(refused.path("lines").path(0).path("errors")).isEmpty();
    }

    @Test
    void noPathIsReadThatWasNotNamed() throws Exception {
        var secret = Files.writeString(folder.resolve("Secret.java"), "secret");

        for (var name : List.of(secret.toString(), "../Secret.java", "chatlab.strategies.X")) {
            page.open(name, "join-join", "");
            assertThat(page.sentence()).contains(name).doesNotContain("secret\n");
            assertThat(page.latest("states").isMissingNode()).isTrue();
        }
        page.wish("OPEN", Map.of("strategy", "../Up.java", "source", "x", "scenario", "join-join"));
        assertThat(page.sentence()).startsWith("A strategy is a file called after its class");
    }

    @Test
    void tooMuchIsRefusedInASentence() {
        page.open("unsafe", "join-join", "ann*999999999");
        assertThat(page.sentence()).startsWith("The schedule has more than 2,000 steps");

        page.wish(
                "OPEN",
                Map.of(
                        "strategy", "Mine.java",
                        "source", "x".repeat(StepSources.MOST_SOURCE + 1),
                        "scenario", "join-join"));
        assertThat(page.sentence()).startsWith("Mine.java is longer than 64 kB");

        page.session().hear("no JSON");
        assertThat(page.sentence()).contains("reload the page");
    }
}
