package chatlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

class QuestionTest {
    private static final Question.Axes OWN =
            new Question.Axes(List.of(), List.of(), List.of(), "read", false);

    @ParameterizedTest
    @EnumSource
    void everyQuestionIsABenchmarkThatJmhKnows(Question question) throws IOException {
        String benchmark = question.benchmark();
        String name = benchmark.substring(0, benchmark.lastIndexOf('.'));
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);

        try (var list = getClass().getResourceAsStream("/META-INF/BenchmarkList")) {
            assertThat(list).isNotNull();
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .anyMatch(line -> line.contains(" " + name + " ") && line.contains(method));
        }
        assertThat(Question.of(benchmark)).contains(question);
    }

    @Test
    void membersIsAskedAloneAndThreadsWithOneTwoAndFour() {
        assertThat(Question.MEMBERS.cells(OWN))
                .extracting(Cell::members)
                .containsExactly(8, 64, 1024);
        assertThat(Question.MEMBERS.cells(OWN)).extracting(Cell::threads).containsOnly(1);
        assertThat(Question.THREADS.cells(OWN)).extracting(Cell::threads).containsExactly(1, 2, 4);
    }

    @Test
    void churnIsAskedInEveryCombination() {
        assertThat(Question.CHURN.cells(OWN)).hasSize(3 * 4);
        assertThat(Question.CHURN.cells(OWN).getFirst())
                .hasToString("churn=0, members=8, sink=read, threads=2");
    }

    @Test
    void whatTheUserAskedForReplacesTheQuestionsOwn() {
        var asked = new Question.Axes(List.of(100), List.of(3), List.of("1:5"), "write", false);

        assertThat(Question.CHURN.cells(asked))
                .singleElement()
                .hasToString("churn=1:5, members=100, sink=write, threads=3");
    }
}
