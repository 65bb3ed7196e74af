package chatlab.races.verdict;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceVerdict;
import chatlab.races.question.Question;
import chatlab.strategies.Guarantee;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One strategy that was tested, and all results.
///
/// @param tallies the outcomes of each race test
/// @param witnesses for each promise that the engine saw broken, the steps that break it
public record Race(
        CatalogueEntry entry,
        RaceReport report,
        Map<Question, Tally> tallies,
        Map<String, List<String>> witnesses) {

    /// 0: every declared guarantee held. 1: one is broken. 3: not run, or not conclusive.
    public int exitCode() {
        return report.exitCode();
    }

    /// Whether the results agree with the catalogue. A correct strategy keeps its promises. A
    /// strategy that is broken on purpose breaks every guarantee that its bug card names, unless no
    /// test can show it.
    public boolean isAsTheCatalogueSays() {
        return report.canary().isSound()
                && (entry.bugCard().isPresent()
                        ? toBeCaught().stream().allMatch(this::isBroken)
                        : exitCode() == 0);
    }

    public List<String> toBeCaught() {
        return toBeCaught(entry);
    }

    /// What its bug card says that it breaks, in the words of a report: the guarantees it names, or
    /// that calls return.
    public static List<String> toBeCaught(CatalogueEntry entry) {
        var card = entry.bugCard();
        if (card.isEmpty()) return List.of();
        var breaks = Stream.of(card.get().breaks()).map(Guarantee::name).toList();
        return breaks.isEmpty() ? List.of(RaceReport.LIVENESS) : breaks;
    }

    private boolean isBroken(String guarantee) {
        return report.row(guarantee).filter(row -> row.verdict() == RaceVerdict.BROKEN).isPresent();
    }
}
