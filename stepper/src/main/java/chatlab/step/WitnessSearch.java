package chatlab.step;

import chatlab.engine.Engine.MemoryModel;
import chatlab.evidence.Json;
import chatlab.harness.exploration.ScenarioOutcome;
import chatlab.step.run.OutcomeText;
import chatlab.step.search.Report;
import chatlab.step.search.Search;
import chatlab.step.search.SearchText;
import chatlab.step.witness.Witness;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `lab step --search`: looks for a schedule that breaks one strategy, prints it, and saves it as a
/// witness.
final class WitnessSearch {
    private final Search search;
    private final MemoryModel memory;
    private final String asName;
    private final Console console;

    /// @param asName how the user named the strategy
    WitnessSearch(Search search, MemoryModel memory, String asName, Console console) {
        this.search = search;
        this.memory = memory;
        this.asName = asName;
        this.console = console;
    }

    /// Searches, and prints the report.
    ///
    /// @param save where to write the witness; null for nowhere
    /// @return the exit code
    int run(boolean json, @Nullable Path save) throws IOException, InterruptedException {
        var report = search.run(console.progress()::show);
        console.progress().clear();
        var witness = witness(report, save);
        if (json) console.out().println(Json.line(SearchText.json(report, witness)));
        else print(report);
        if (save != null && witness != null) Files.writeString(save, Json.pretty(witness));
        return SearchText.exitCode(report);
    }

    private @Nullable Witness witness(Report report, @Nullable Path save) {
        var name = Witness.nameOf(search.entry(), asName, save);
        return report.found()
                .map(found ->
                        Witness.of(
                                name,
                                search.entry(),
                                found.scenario(),
                                memory,
                                found.finding().schedule(),
                                found.finding().promise()))
                .orElse(null);
    }

    private void print(Report report) {
        var out = console.out();
        var found = report.found();
        if (found.isEmpty()) {
            out.println(SearchText.nothing(report));
            return;
        }
        SearchText.found(report, found.get(), asName).forEach(out::println);
        var outcome = new ScenarioOutcome(List.of(found.get().finding().promise()), "");
        OutcomeText.promises(search.entry(), outcome).forEach(out::println);
        out.println();
        found.get().finding().steps().forEach(step -> out.println("  " + step));
    }
}
