package chatlab.bench.run;

import chatlab.bench.ChurnBenchmark;
import chatlab.bench.JoinBenchmark;
import chatlab.bench.MembersBenchmark;
import chatlab.bench.StallBenchmark;
import chatlab.bench.ThreadsBenchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The questions of `lab bench`, each answered by one benchmark class.
public enum BenchQuestion {
    MEMBERS(MembersBenchmark.class, "broadcast"),
    THREADS(ThreadsBenchmark.class, "broadcast"),
    CHURN(ChurnBenchmark.class, "broadcastOrJoin"),
    JOINS(JoinBenchmark.class, "joinAndLeave"),
    STALL(StallBenchmark.class, "joinAndLeave");

    static final String MEMBERS_PARAM = "members";
    static final String CHURN_PARAM = "churn";
    private static final String SINK_PARAM = "sink";

    private final Class<?> type;
    private final String method;

    BenchQuestion(Class<?> type, String method) {
        this.type = type;
        this.method = method;
    }

    /// The values that a user asked for. An empty list stands for the question's own values.
    public record Axes(
            List<Integer> members,
            List<Integer> threads,
            List<String> churn,
            String sink,
            boolean quick) {}

    /// JMH's name of the benchmark.
    public String benchmark() {
        return type.getName() + "." + method;
    }

    public static Optional<BenchQuestion> of(String benchmark) {
        return List.of(values()).stream().filter(q -> q.benchmark().equals(benchmark)).findFirst();
    }

    public List<Cell> cells(Axes axes) {
        List<Cell> cells = new ArrayList<>();
        for (int threads : threads(axes)) {
            for (String churn : churn(axes)) {
                for (int members : members(axes)) {
                    cells.add(new Cell(this, params(members, churn, axes.sink), threads));
                }
            }
        }
        return cells;
    }

    private Map<String, String> params(int members, String churn, String sink) {
        Map<String, String> params = new TreeMap<>();
        params.put(MEMBERS_PARAM, String.valueOf(members));
        if (this == CHURN) params.put(CHURN_PARAM, churn);
        if (this != JOINS && this != STALL) params.put(SINK_PARAM, sink);
        return params;
    }

    private List<Integer> members(Axes axes) {
        if (!axes.members.isEmpty()) return axes.members;
        return switch (this) {
            case MEMBERS -> List.of(8, 64, 1024);
            case CHURN -> axes.quick ? List.of(1024) : List.of(8, 64, 1024);
            case THREADS, STALL -> List.of(64);
            case JOINS -> axes.quick ? List.of(1024, 10_000) : List.of(1024, 10_000, 100_000);
        };
    }

    private List<Integer> threads(Axes axes) {
        return switch (this) {
            case MEMBERS, STALL -> List.of(1); // alone, as the question says
            case THREADS -> axes.threads.isEmpty() ? List.of(1, 2, 4) : axes.threads;
            case CHURN, JOINS -> axes.threads.isEmpty() ? List.of(2) : axes.threads;
        };
    }

    private List<String> churn(Axes axes) {
        if (this != CHURN) return List.of("");
        if (!axes.churn.isEmpty()) return axes.churn;
        return axes.quick ? List.of("0", "1:1") : List.of("0", "1:1000", "1:10", "1:1");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
