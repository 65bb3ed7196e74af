package chatlab.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One set of conditions under which all contestants are measured.
///
/// @param params the parameters of the question's benchmark, but for who runs
record Cell(Question question, Map<String, String> params, int threads) {
    Cell {
        params = new TreeMap<>(params);
    }

    /// Whether nobody joins or leaves while it is measured.
    boolean isWithoutChurn() {
        return switch (question) {
            case MEMBERS, THREADS -> true;
            case CHURN -> "0".equals(params.get(Question.CHURN_PARAM));
            case JOINS, STALL -> false;
        };
    }

    boolean fits(Contestant contestant) {
        return !contestant.isBound() || isWithoutChurn();
    }

    int members() {
        return Integer.parseInt(params.get(Question.MEMBERS_PARAM));
    }

    @Override
    public String toString() {
        return params.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(", ", "", ", threads=" + threads));
    }
}
