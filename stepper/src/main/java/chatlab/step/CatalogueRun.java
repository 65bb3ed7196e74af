package chatlab.step;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.evidence.Json;
import chatlab.step.search.Report;
import chatlab.step.search.SearchText;
import chatlab.step.witness.Replayer;
import chatlab.step.witness.Witness;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// `lab step --all`: replays every bundled witness, or searches every strategy of the catalogue.
/// Prints tables in Markdown, row by row, so that the tables in the docs can be made again.
public final class CatalogueRun {
    private final Console console;
    private final boolean json;

    CatalogueRun(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /// Replays every witness.
    ///
    /// @return the exit code
    int replay(int times) throws IOException, InterruptedException {
        try (var replayer = new Replayer()) {
            return replay(replayer, times);
        }
    }

    private int replay(Replayer replayer, int times) throws IOException, InterruptedException {
        print("| witness | breaks | with the schedule | reproduced |\n|---|---|---|---|");
        boolean isAll = true;
        for (var name : Witness.shipped()) {
            var witness = Witness.shipped(name).orElseThrow();
            var entry = find(witness.strategy());
            boolean isSame = witness.sha256().equals(entry.sha256());
            int reproduced = isSame ? replayer.reproduced(witness, entry, times) : 0;
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

    /// Searches every broken twin for a breach of what it declares, and every correct strategy for
    /// a breach of anything.
    ///
    /// @return the exit code
    int search(SearchOptions options, SetupOptions setup) throws IOException, InterruptedException {
        boolean isConclusive = true;
        boolean isWhole = true;
        print(SearchText.BROKEN_HEADER);
        for (var entry : twins()) {
            var report = search(entry, options, setup);
            print(SearchText.brokenRow(report));
            isConclusive &= report.found().isPresent();
        }
        print("\n" + SearchText.CORRECT_HEADER);
        for (var entry : correct()) {
            var report = search(entry, options, setup);
            print(SearchText.correctRow(report));
            isWhole &= report.found().isEmpty();
            isConclusive &= SearchText.isConclusive(report);
        }
        if (!isWhole) return 1;
        return isConclusive ? 0 : 3;
    }

    private static List<CatalogueEntry> twins() {
        return entries().filter(entry -> entry.bugCard().isPresent()).toList();
    }

    private static List<CatalogueEntry> correct() {
        return entries().filter(entry -> entry.bugCard().isEmpty()).toList();
    }

    private static Stream<CatalogueEntry> entries() {
        return Catalogue.entries().stream();
    }

    private Report search(CatalogueEntry entry, SearchOptions options, SetupOptions setup)
            throws IOException, InterruptedException {
        var report =
                options.search(entry, setup)
                        .run(text -> console.progress().show(entry.name() + ": " + text));
        console.progress().clear();
        if (json) console.out().println(Json.line(SearchText.json(report, null)));
        return report;
    }

    private void print(String lines) {
        if (!json) console.out().println(lines);
    }
}
