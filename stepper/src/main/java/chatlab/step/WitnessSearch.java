package chatlab.step;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Json;
import chatlab.step.execution.RunException;
import chatlab.step.search.SearchRun;
import chatlab.step.search.SearchRun.Order;
import chatlab.step.search.SearchText;
import chatlab.step.witness.Witness;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// `lab step --search`: looks for a schedule that breaks one strategy, prints it, and saves it as a
/// witness.
final class WitnessSearch {
    private final CatalogueEntry entry;
    private final String asName;
    private final Console console;
    private final Duration limit;

    /// @param asName how the user named the strategy
    /// @param limit how long one step may take
    WitnessSearch(CatalogueEntry entry, String asName, Console console, Duration limit) {
        this.entry = entry;
        this.asName = asName;
        this.console = console;
        this.limit = limit;
    }

    /// Searches, and prints the report.
    ///
    /// @param save where to write the witness; null for nowhere
    /// @return the exit code
    int run(Order order, boolean json, @Nullable Path save)
            throws IOException, InterruptedException, RunException {
        var report = new SearchRun(entry, order, limit, console.progress()::show).run();
        console.progress().clear();
        int preemptions = order.preemptions();
        var found = report.found();
        var made = SearchText.witness(entry, Witness.nameOf(entry, asName, save), report);
        var out = console.out();
        if (json) {
            out.println(Json.line(SearchText.json(entry, report, preemptions, made)));
        } else if (found == null || made == null) {
            SearchText.nothing(entry, report, preemptions).forEach(out::println);
        } else {
            SearchText.found(entry, asName, made.theSetup(), found).forEach(out::println);
            out.printf(
                    "          found after %,d schedules, %.1f s%n",
                    report.schedules(), report.time().toMillis() / 1000.0);
        }
        if (found == null || made == null) return report.isExhausted(preemptions) ? 0 : 3;
        if (!report.isSteady()) {
            console.err()
                    .println(
                            "This schedule broke it once and not again: the strategy depends on"
                                + " more than its schedule, such as time or chance, and the stepper"
                                + " cannot control those.");
            return 3;
        }
        if (save != null) Files.writeString(save, Json.pretty(made));
        return made.theFinding().isOwedBy(entry) ? 1 : 0;
    }
}
