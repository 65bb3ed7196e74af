package chatlab.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.bench.compare.BenchReport;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Json;
import chatlab.evidence.Terms;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The charts of a run that was made with `lab bench chat --quick --delivery queued,loop --against
/// inspircd=…`.
class ChartsTest {

    @Test
    void chatServersAreShownByTheirRatiosInAllThatWasMeasured() throws IOException {
        List<JmhResult> results = JmhResult.parse(recorded());

        List<Figure> figures = charts(results);

        assertThat(figures)
                .singleElement()
                .satisfies(figure -> {
                    assertThat(figure.name()).startsWith("ratio-by-metric-chat-");
                    assertThat(figure.svg()).contains("<svg");
                    assertThat(figure.png()).isNotEmpty();
                });
    }

    @Test
    void oneServerAloneHasNoRatioToShow() throws IOException {
        List<JmhResult> alone =
                JmhResult.parse(recorded()).stream()
                        .filter(result -> result.contestant().equals("inspircd"))
                        .toList();

        assertThat(charts(alone)).isEmpty();
    }

    @Test
    void resultsAreWrittenInJmhsFormat() throws IOException {
        String json = recorded();

        assertThat(Json.mapper().valueToTree(JmhResult.parse(json)).toString())
                .isEqualTo(Json.mapper().readTree(json).toString());
    }

    private static List<Figure> charts(List<JmhResult> results) {
        return new Charts(
                        new BenchReport(
                                results,
                                List.of(),
                                List.of(),
                                Map.of(),
                                "cow/queued/virtual",
                                Terms.USUAL,
                                ""))
                .all();
    }

    private static String recorded() throws IOException {
        try (var file = ChartsTest.class.getResourceAsStream("/chat.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
