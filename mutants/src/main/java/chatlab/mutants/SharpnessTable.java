package chatlab.mutants;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Counts verdicts, for each kind of mutant and for the correct rewrites, and prints them as
/// Markdown.
final class SharpnessTable {
    private final Set<String> equivalent;
    private final Map<MutationOperator, Row> rows = new EnumMap<>(MutationOperator.class);
    private final Row rewrites = new Row();

    /// The counts of one kind.
    private static final class Row {
        private int equivalent;
        private int byContract;
        private int byEngine;
        private int survived;
        private int noAnswer;

        /// Counts of equivalent mutants and rewrites that are accused, which must be 0.
        private int accused;

        private int all() {
            return equivalent + byContract + byEngine + survived + noAnswer;
        }

        private void add(Verdict verdict) {
            switch (verdict) {
                case Verdict.KilledByContract _ -> byContract++;
                case Verdict.KilledByEngine _ -> byEngine++;
                case Verdict.Survived _ -> survived++;
                case Verdict.NoAnswer _ -> noAnswer++;
            }
        }
    }

    /// @param equivalent the ids of the mutants that keep every promise
    SharpnessTable(Set<String> equivalent) {
        this.equivalent = Set.copyOf(equivalent);
    }

    void add(Mutant mutant, Verdict verdict) {
        var row = rows.computeIfAbsent(mutant.operator(), _ -> new Row());
        if (equivalent.contains(mutant.variant().id())) {
            row.equivalent++;
            if (isAccused(verdict)) row.accused++;
        } else {
            row.add(verdict);
        }
    }

    void addRewrite(Verdict verdict) {
        rewrites.add(verdict);
        if (isAccused(verdict)) rewrites.accused++;
    }

    private static boolean isAccused(Verdict verdict) {
        return verdict instanceof Verdict.KilledByContract
                || verdict instanceof Verdict.KilledByEngine;
    }

    /// Whether anything that keeps every promise was accused.
    boolean hasWrongAccusation() {
        return rewrites.accused > 0 || sum(row -> row.accused) > 0;
    }

    private int sum(ToIntFunction<Row> count) {
        return rows.values().stream().mapToInt(count).sum();
    }

    @Override
    public String toString() {
        var text =
                new StringBuilder(
                        """
                        | mutants | meaning | made | equivalent | killed by the contract | killed by the engine | survived | no answer |
                        |---|---|---|---|---|---|---|---|
                        """);
        rows.forEach((operator, row) ->
                text.append("| `%s` | %s".formatted(operator, operator.meaning()))
                        .append(cells(each -> each.applyAsInt(row))));
        text.append("| all |").append(cells(this::sum));
        return text.append(
                        "\nCorrect rewrites: %d tried, %d accused, %d without an answer. Equivalent mutants accused: %d.\n"
                                .formatted(
                                        rewrites.all(),
                                        rewrites.accused,
                                        rewrites.noAnswer,
                                        sum(row -> row.accused)))
                .toString();
    }

    private static String cells(ToIntFunction<ToIntFunction<Row>> value) {
        return " | %d | %d | %d | %d | %d | %d |\n"
                .formatted(
                        value.applyAsInt(Row::all),
                        value.applyAsInt(row -> row.equivalent),
                        value.applyAsInt(row -> row.byContract),
                        value.applyAsInt(row -> row.byEngine),
                        value.applyAsInt(row -> row.survived),
                        value.applyAsInt(row -> row.noAnswer));
    }
}
