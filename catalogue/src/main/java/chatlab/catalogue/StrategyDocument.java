package chatlab.catalogue;

import chatlab.strategies.BugCard;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/// A strategy as `lab strategies --json` prints it.
record StrategyDocument(
        String schema,
        String name,
        String technique,
        List<String> guarantees,
        String progress,
        String advice,
        @Nullable Bug bug,
        String className,
        String sha256) {

    /// The bug of a strategy that is broken on purpose.
    record Bug(
            String bug,
            String family,
            List<String> breaks,
            String twin,
            List<String> shownBy,
            String symptom,
            String fix) {}

    static StrategyDocument of(CatalogueEntry entry) {
        var comment = entry.comment();
        return new StrategyDocument(
                "chatlab/strategy/1",
                entry.name(),
                entry.technique(),
                entry.guarantees().stream().map(Guarantee::name).toList(),
                comment.line("Progress"),
                comment.line("When"),
                entry.bugCard().map(card -> bug(card, comment)).orElse(null),
                entry.className(),
                entry.sha256());
    }

    private static Bug bug(BugCard card, ClassComment comment) {
        return new Bug(
                card.bug(),
                card.family().name(),
                Stream.of(card.breaks()).map(Guarantee::name).toList(),
                card.twin(),
                Stream.of(card.shownBy()).map(BugCard.Tool::name).toList(),
                comment.line("Symptom"),
                comment.line("Fix"));
    }
}
