package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One set of conditions under which all contestants are measured.
///
/// @param params the parameters of the question's benchmark, without the contestant
public record Cell(BenchQuestion question, Map<String, String> params, int threads) {
    public Cell {
        params = new TreeMap<>(params);
    }

    /// Whether there are no joins and leaves during the measurement.
    boolean isWithoutChurn() {
        return switch (question) {
            case MEMBERS, THREADS -> true;
            case CHURN -> "0".equals(params.get(BenchQuestion.CHURN_PARAM));
            case JOINS, STALL -> false;
        };
    }

    boolean fits(Contestant contestant) {
        return !contestant.isBound() || isWithoutChurn();
    }

    int members() {
        return Integer.parseInt(params.get(BenchQuestion.MEMBERS_PARAM));
    }

    @Override
    public String toString() {
        return params.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(", ", "", ", threads=" + threads));
    }
}
