package chatlab.races.question;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import chatlab.harness.arbiter.Anomaly;
import chatlab.harness.arbiter.Anomaly.Sentence;
import chatlab.harness.arbiter.Violation;
import chatlab.strategies.Guarantee;

import org.openjdk.jcstress.annotations.Outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The outcomes of a race test, in the form that jcstress wants: a string for each sample.
///
/// A sample may break several guarantees; then its outcome's id names the worst [Anomaly] of each,
/// joined by `+`, such as `MISSED+OVERTAKEN`.
///
/// jcstress finds the annotations and prints their sentences in its own report. `FORBIDDEN` means
/// that some guarantee forbids the outcome; a strategy need not promise that guarantee.
@Outcome(id = Outcomes.FINE, expect = ACCEPTABLE, desc = Outcomes.AS_PROMISED)
@Outcome(id = "JOIN_THREW( .*|\\+.*)?", expect = FORBIDDEN, desc = Sentence.JOIN_THREW)
@Outcome(id = "NULL_SLOT(\\+.*)?", expect = FORBIDDEN, desc = Sentence.NULL_SLOT)
@Outcome(id = "LOST(\\+.*)?", expect = FORBIDDEN, desc = Sentence.LOST)
@Outcome(id = "GHOST(\\+.*)?", expect = FORBIDDEN, desc = Sentence.GHOST)
@Outcome(id = "DOUBLED(\\+.*)?", expect = FORBIDDEN, desc = Sentence.DOUBLED)
@Outcome(id = "HALF_IN(\\+.*)?", expect = FORBIDDEN, desc = Sentence.HALF_IN)
@Outcome(id = "CONTRADICTION(\\+.*)?", expect = FORBIDDEN, desc = Sentence.CONTRADICTION)
@Outcome(id = "BAD_LIST(\\+.*)?", expect = FORBIDDEN, desc = Sentence.BAD_LIST)
@Outcome(id = "BROADCAST_THREW( .*|\\+.*)?", expect = FORBIDDEN, desc = Sentence.BROADCAST_THREW)
@Outcome(id = "MISSED(\\+.*)?", expect = FORBIDDEN, desc = Sentence.MISSED)
@Outcome(id = "TWICE(\\+.*)?", expect = FORBIDDEN, desc = Sentence.TWICE)
@Outcome(id = "ECHO(\\+.*)?", expect = FORBIDDEN, desc = Sentence.ECHO)
@Outcome(id = "MISCOUNTED(\\+.*)?", expect = FORBIDDEN, desc = Sentence.MISCOUNTED)
@Outcome(id = "UNFINISHED(\\+.*)?", expect = FORBIDDEN, desc = Sentence.UNFINISHED)
@Outcome(id = "NEVER_TOGETHER(\\+.*)?", expect = FORBIDDEN, desc = Sentence.NEVER_TOGETHER)
@Outcome(id = "OVERTAKEN(\\+.*)?", expect = FORBIDDEN, desc = Sentence.OVERTAKEN)
@Outcome(id = "ANSWERED_EARLY(\\+.*)?", expect = FORBIDDEN, desc = Sentence.ANSWERED_EARLY)
@Outcome(id = "DISAGREED(\\+.*)?", expect = FORBIDDEN, desc = Sentence.DISAGREED)
@Outcome(id = "LATE(\\+.*)?", expect = FORBIDDEN, desc = Sentence.LATE)
public final class Outcomes {
    /// The id of an outcome in which nothing went wrong.
    public static final String FINE = "FINE";

    public static final String AS_PROMISED = "Everything is as promised.";

    private Outcomes() {}

    /// The id of an outcome with these violations.
    static String id(List<Violation> violations) {
        if (violations.isEmpty()) return FINE;
        var rest = new ArrayList<>(violations);
        rest.removeIf(one ->
                violations.stream().anyMatch(v -> v.anomaly().hides().contains(one.guarantee())));
        rest.sort(Comparator.comparing(Violation::anomaly));
        return rest.stream()
                .filter(one -> one == worst(one.guarantee(), rest))
                .map(Outcomes::part)
                .collect(Collectors.joining("+"));
    }

    private static Violation worst(Guarantee guarantee, List<Violation> sorted) {
        return sorted.stream().filter(v -> v.guarantee() == guarantee).findFirst().orElseThrow();
    }

    private static String part(Violation violation) {
        var thrown = violation.thrown();
        return thrown == null ? violation.anomaly().name() : id(violation.anomaly(), thrown);
    }

    /// The id of an outcome with an exception.
    static String id(Anomaly anomaly, Throwable thrown) {
        return anomaly + " " + thrown.getClass().getSimpleName();
    }

    /// The anomalies that an outcome's id names.
    public static List<Anomaly> anomalies(String id) {
        if (id.equals(FINE)) return List.of();
        return Stream.of(id.split("\\+", -1))
                .map(part -> Anomaly.valueOf(part.split(" ", 2)[0]))
                .toList();
    }

    /// The anomaly in an outcome's id that breaks a guarantee; empty if there is none.
    public static Optional<Anomaly> breaking(Guarantee guarantee, String id) {
        return anomalies(id).stream().filter(one -> one.breaks() == guarantee).findFirst();
    }

    /// Whether a sample with this outcome says anything about the guarantee.
    public static boolean isJudged(Guarantee guarantee, String id) {
        return breaking(guarantee, id).isPresent()
                || anomalies(id).stream().noneMatch(one -> one.hides().contains(guarantee));
    }
}
