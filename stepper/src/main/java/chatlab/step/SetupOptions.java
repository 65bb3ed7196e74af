package chatlab.step;

import chatlab.engine.Engine.MemoryModel;
import chatlab.harness.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Optional;
import java.util.stream.Collectors;

/// The options that say what is stepped.
final class SetupOptions {
    /// The names of the memory models.
    private enum Memory {
        JMM,
        SC
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "What the threads do; --list names them all. Default: join-join; a search"
                            + " tries all of them.")
    private @Nullable String scenario;

    @Option(
            names = "--memory",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Which values a read may return: jmm (default), any that the Java memory model"
                            + " allows; sc, the newest (sequential consistency).")
    private Memory memory = Memory.JMM;

    /// What to step by hand or to play.
    Scenario scenario() {
        return named().orElse(Scenario.JOIN_JOIN);
    }

    /// The scenario that the user named.
    Optional<Scenario> named() {
        return Optional.ofNullable(scenario).map(this::titled);
    }

    private Scenario titled(String title) {
        var known = Scenario.named().stream().map(Scenario::title);
        return Scenario.titled(title)
                .orElseThrow(() ->
                        new ParameterException(
                                command.commandLine(),
                                "There is no scenario '%s'; known: %s."
                                        .formatted(
                                                title, known.collect(Collectors.joining(", ")))));
    }

    MemoryModel memory() {
        return memory == Memory.JMM ? MemoryModel.JMM : MemoryModel.SEQUENTIAL;
    }
}
