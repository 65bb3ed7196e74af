package chatlab.step.page;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.step.witness.Witness;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// A link to a bundled witness shows what `lab step --witness` shows; WitnessesTest has that it is
/// the outcome in the witness.
class WitnessLinksTest {
    @Test
    void everyBundledWitnessShowsItsOutcome() throws Exception {
        try (var bench = new StepBench(List.of());
                var pool = Executors.newFixedThreadPool(2)) { // as many as the smallest machine has
            var links = new ArrayList<Callable<String>>();
            for (var name : Witness.shipped()) links.add(() -> failure(bench, name));
            var failures = new ArrayList<String>();
            for (var link : pool.invokeAll(links)) failures.add(link.get());

            assertThat(failures).isNotEmpty().containsOnly("");
        }
    }

    private static String failure(StepBench bench, String name) throws Exception {
        var witness = Witness.shipped(name).orElseThrow();
        try (var page = new Page(bench)) {
            page.open(witness.strategy(), witness.scenario(), witness.schedule());
            var end = page.state().path("end");
            boolean isShown =
                    end.path("outcome").asText().contains(witness.outcome())
                            && end.path("broken")
                                    .findValuesAsText("promise")
                                    .contains(witness.guarantee());
            return isShown ? "" : name + ": " + end + page.sentence();
        }
    }
}
