package chatlab.step.page;

import chatlab.catalogue.Catalogue;
import chatlab.harness.scenario.Scenario;
import chatlab.step.witness.Witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// What a [StepSession] tells its page, besides the states.
sealed interface StepMessage {
    /// Tells the messages apart.
    String kind();

    /// What can be chosen.
    ///
    /// @param files the sources that were named when the server started
    record Menu(
            String schema,
            String kind,
            List<Choice> strategies,
            List<String> files,
            List<Program> scenarios,
            List<Known> witnesses)
            implements StepMessage {
        static Menu of(List<String> files) {
            var witnesses = new ArrayList<Known>();
            try {
                for (var name : Witness.shipped()) {
                    witnesses.add(Known.of(name, Witness.shipped(name).orElseThrow()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the bundled witnesses cannot be read", e);
            }
            return new Menu(
                    StepDocument.SCHEMA,
                    "menu",
                    Catalogue.entries().stream()
                            .map(entry ->
                                    new Choice(
                                            entry.name(),
                                            entry.technique(),
                                            entry.bugCard().isPresent()))
                            .toList(),
                    files,
                    Scenario.named().stream()
                            .map(one ->
                                    new Program(
                                            one.title(), one.guarantee().name(), one.question()))
                            .toList(),
                    witnesses);
        }
    }

    /// A strategy of the catalogue.
    record Choice(String name, String technique, boolean isBroken) {}

    /// A scenario.
    record Program(String title, String guarantee, String question) {}

    /// A bundled witness.
    record Known(
            String name,
            String strategy,
            String scenario,
            String memory,
            String schedule,
            String guarantee,
            String outcome) {
        static Known of(String name, Witness witness) {
            return new Known(
                    name,
                    witness.strategy(),
                    witness.scenario(),
                    witness.memory(),
                    witness.schedule(),
                    witness.guarantee(),
                    witness.outcome());
        }
    }

    /// A sentence for the user. The states stay as they are.
    ///
    /// @param isTrouble whether something did not work
    record Said(String schema, String kind, String sentence, boolean isTrouble)
            implements StepMessage {
        Said(String sentence, boolean isTrouble) {
            this(StepDocument.SCHEMA, "said", sentence, isTrouble);
        }
    }

    /// Whether a search runs.
    record Searching(String schema, String kind, boolean isRunning) implements StepMessage {
        Searching(boolean isRunning) {
            this(StepDocument.SCHEMA, "searching", isRunning);
        }
    }

    /// A source that does not compile, with the compiler's words.
    record Refused(String schema, String kind, String file, List<Line> lines, String sentence)
            implements StepMessage {
        Refused(String file, List<Line> lines, String sentence) {
            this(StepDocument.SCHEMA, "refused", file, lines, sentence);
        }
    }

    /// A line of source.
    ///
    /// @param errors what the compiler says about it
    record Line(String text, List<String> errors) {}
}
