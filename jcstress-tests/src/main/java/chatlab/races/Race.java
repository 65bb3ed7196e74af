package chatlab.races;

import chatlab.races.RaceReport.Row;
import chatlab.strategies.BugCard;
import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.stream.Stream;

/// One strategy that was tested, and everything that came of it.
///
/// @param tallies what each race test saw
/// @param interleaving the model checker's table, where it found one
record Race(
        CatalogueEntry entry,
        RaceReport report,
        Map<Question, Tally> tallies,
        @Nullable String interleaving) {

    /// Did it go as the catalogue says? A correct strategy keeps its promises; one broken on
    /// purpose is caught on all that its card names, unless no test can show it.
    boolean isAsTheCatalogueSays() {
        var card = entry.bugCard();
        return report.canary().isSound()
                && (card.isPresent() ? isCaught(card.get()) : report.exitCode() == 0);
    }

    private boolean isCaught(BugCard card) {
        var tools = Stream.of(card.shownBy()).toList();
        if (tools.contains(BugCard.Tool.WATCHDOG)) return isBroken(RaceReport.LIVENESS);
        boolean isShown =
                tools.contains(BugCard.Tool.JCSTRESS) || tools.contains(BugCard.Tool.RENDEZVOUS);
        return !isShown || Stream.of(card.breaks()).map(Guarantee::name).allMatch(this::isBroken);
    }

    private boolean isBroken(String guarantee) {
        return report.results().stream()
                .filter(row -> row.guarantee().equals(guarantee))
                .map(Row::verdict)
                .anyMatch(Verdict.BROKEN::equals);
    }
}
