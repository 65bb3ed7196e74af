package chatlab.step;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.evidence.Json;
import chatlab.step.execution.RunException;
import chatlab.step.search.SearchRun;
import chatlab.step.search.SearchRun.Order;
import chatlab.step.search.SearchRun.Report;
import chatlab.step.search.SearchText;
import chatlab.step.witness.Replays;
import chatlab.step.witness.Witness;
import chatlab.strategies.BugCard;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// `lab step --all`: replays every bundled witness, or searches every strategy of the catalogue.
/// Prints tables in Markdown, row by row, so that the tables in the docs can be made again.
public final class CatalogueRun {
    private final Console console;
    private final Duration limit;
    private final boolean json;

    /// @param limit how long one step may take
    CatalogueRun(Console console, Duration limit, boolean json) {
        this.console = console;
        this.limit = limit;
        this.json = json;
    }

    /// Replays every witness.
    ///
    /// @return the exit code
    int replay(int times) throws IOException, InterruptedException, RunException {
        print("| witness | breaks | with the schedule | reproduced |\n|---|---|---|---|");
        boolean isAll = true;
        for (var name : Witness.shipped()) {
            var witness = Witness.shipped(name).orElseThrow();
            var entry = find(witness.strategy());
            boolean isSame = witness.sha256().equals(entry.sha256());
            int reproduced = isSame ? Replays.reproduced(witness, entry, times, limit) : 0;
            isAll &= reproduced == times;
            print(
                    "| %s | %s | `%s` | %s |"
                            .formatted(
                                    name,
                                    witness.guarantee(),
                                    witness.schedule(),
                                    isSame
                                            ? reproduced + " of " + times
                                            : "not tried: the source has changed"));
            if (json) {
                var row = new LinkedHashMap<String, Object>();
                row.put("schema", "chatlab/replays/1");
                row.put("name", name);
                row.put("times", times);
                row.put("reproduced", reproduced);
                console.out().println(Json.line(row));
            }
        }
        return isAll ? 0 : 1;
    }

    private static CatalogueEntry find(String name) throws IOException {
        try {
            return Catalogue.find(name, List.of());
        } catch (StrategyNotFoundException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Searches every strategy whose bug steps can show, for a breach of what its card says, and
    /// every correct one, for a breach of what it declares.
    ///
    /// @return the exit code
    int search(Order order) throws IOException, InterruptedException, RunException {
        var broken = new ArrayList<CatalogueEntry>();
        var correct = new ArrayList<CatalogueEntry>();
        for (var entry : Catalogue.entries()) {
            if (entry.bugCard().isEmpty()) correct.add(entry);
            else if (entry.bugCard().filter(CatalogueRun::isForSteps).isPresent()) {
                broken.add(entry);
            }
        }
        boolean isConclusive = true;
        boolean isWhole = true;
        print(SearchText.BROKEN_HEADER);
        for (var entry : broken) {
            var breaks = entry.bugCard().map(card -> List.of(card.breaks())).orElse(List.of());
            var report = search(entry, order.against(breaks));
            print(SearchText.brokenRow(entry, report));
            isConclusive &= report.found() != null && report.isSteady();
        }
        print("\n" + SearchText.CORRECT_HEADER);
        for (var entry : correct) {
            var report = search(entry, order);
            print(SearchText.correctRow(entry, report, order.preemptions()));
            isWhole &= report.found() == null;
            isConclusive &= report.isExhausted(order.preemptions());
        }
        if (!isWhole) return 1;
        return isConclusive ? 0 : 3;
    }

    static boolean isForSteps(BugCard card) {
        return List.of(card.shownBy()).contains(BugCard.Tool.STEPPER);
    }

    private Report search(CatalogueEntry entry, Order order)
            throws IOException, InterruptedException, RunException {
        var report =
                new SearchRun(
                                entry,
                                order,
                                limit,
                                text -> console.progress().show(entry.name() + ": " + text))
                        .run();
        console.progress().clear();
        if (json) {
            var witness = SearchText.witness(entry, entry.name(), report);
            console.out()
                    .println(
                            Json.line(
                                    SearchText.json(entry, report, order.preemptions(), witness)));
        }
        return report;
    }

    private void print(String lines) {
        if (!json) console.out().println(lines);
    }
}
