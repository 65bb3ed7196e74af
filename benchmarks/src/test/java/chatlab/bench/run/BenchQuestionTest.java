package chatlab.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

class BenchQuestionTest {
    private static final BenchQuestion.Axes OWN =
            new BenchQuestion.Axes(List.of(), List.of(), List.of(), "read", false);

    @ParameterizedTest
    @EnumSource
    void everyQuestionIsABenchmarkThatJmhKnows(BenchQuestion question) throws IOException {
        String benchmark = question.benchmark();
        String name = benchmark.substring(0, benchmark.lastIndexOf('.'));
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);

        try (var list = getClass().getResourceAsStream("/META-INF/BenchmarkList")) {
            assertThat(list).isNotNull();
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .anyMatch(line -> line.contains(" " + name + " ") && line.contains(method));
        }
        assertThat(BenchQuestion.of(benchmark)).contains(question);
    }

    @Test
    void membersIsAskedAloneAndThreadsWithOneTwoAndFour() {
        assertThat(BenchQuestion.MEMBERS.cells(OWN))
                .extracting(Cell::members)
                .containsExactly(8, 64, 1024);
        assertThat(BenchQuestion.MEMBERS.cells(OWN)).extracting(Cell::threads).containsOnly(1);
        assertThat(BenchQuestion.THREADS.cells(OWN))
                .extracting(Cell::threads)
                .containsExactly(1, 2, 4);
    }

    @Test
    void churnIsAskedInEveryCombination() {
        assertThat(BenchQuestion.CHURN.cells(OWN)).hasSize(3 * 4);
        assertThat(BenchQuestion.CHURN.cells(OWN).getFirst())
                .hasToString("churn=0, members=8, sink=read, threads=2");
    }

    @Test
    void aQuickRunHasFewCellsSoThatEachHasManyRounds() {
        var quick = new BenchQuestion.Axes(List.of(), List.of(), List.of(), "read", true);

        assertThat(BenchQuestion.CHURN.cells(quick))
                .extracting(cell -> cell.params().get("churn"))
                .containsExactly("0", "1:1");
    }

    @Test
    void theUsersParametersReplaceTheQuestionsOwn() {
        var asked =
                new BenchQuestion.Axes(List.of(100), List.of(3), List.of("1:5"), "write", false);

        assertThat(BenchQuestion.CHURN.cells(asked))
                .singleElement()
                .hasToString("churn=1:5, members=100, sink=write, threads=3");
    }
}
