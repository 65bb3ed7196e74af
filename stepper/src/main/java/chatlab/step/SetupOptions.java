package chatlab.step;

import chatlab.harness.scenario.Scenario;
import chatlab.step.search.SearchRun;
import chatlab.step.search.SearchRun.Cut;
import chatlab.step.setup.Depth;
import chatlab.step.setup.Grain;
import chatlab.step.setup.RunSetup;
import chatlab.terminal.DurationConverter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The options that say what is stepped, and how.
final class SetupOptions {
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
            names = "--depth",
            description =
                    "Whose lines are steps: ${COMPLETION-CANDIDATES}. Default: jdk; a search begins"
                            + " with strategy.")
    private @Nullable Depth depth;

    @Option(
            names = "--grain",
            description = "How much one step is: ${COMPLETION-CANDIDATES}. Default: line.")
    private @Nullable Grain grain;

    @Option(
            names = "--step-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long one step may take before it counts as endless.")
    private Duration stepLimit = Duration.ofSeconds(10);

    /// What to step by hand or to play.
    RunSetup setup() {
        var one = scenario == null ? Scenario.JOIN_JOIN : named(scenario);
        return new RunSetup(one, cut().depth(), cut().grain());
    }

    /// The scenarios that a search tries.
    List<Scenario> scenarios() {
        return scenario == null ? Scenario.named() : List.of(named(scenario));
    }

    /// The kinds of steps that a search tries.
    List<Cut> cuts() {
        return depth == null && grain == null ? SearchRun.CUTS : List.of(cut());
    }

    private Cut cut() {
        return new Cut(
                Objects.requireNonNullElse(depth, Depth.JDK),
                Objects.requireNonNullElse(grain, Grain.LINE));
    }

    private Scenario named(String title) {
        var known = Scenario.named().stream().map(Scenario::title);
        return Scenario.titled(title)
                .filter(Scenario.named()::contains)
                .orElseThrow(() ->
                        new ParameterException(
                                command.commandLine(),
                                "There is no scenario '%s'; known: %s."
                                        .formatted(
                                                title, known.collect(Collectors.joining(", ")))));
    }

    Duration stepLimit() {
        return stepLimit;
    }
}
