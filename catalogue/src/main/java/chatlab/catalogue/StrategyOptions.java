package chatlab.catalogue;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The options `--strategy` and `--classpath`, the same for every command that asks for a strategy.
///
/// A command mixes them in with `@Mixin`. It asks for one strategy with [#find()], or for several,
/// separated by commas, with [#names()] and [#find(String)].
public final class StrategyOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--strategy",
            paramLabel = "NAME|FILE|CLASS",
            description =
                    "A strategy: its name (lab strategies lists all), a Java source file, or a"
                            + " class name with --classpath.")
    private @Nullable String strategy;

    @Option(
            names = "--classpath",
            split = "${sys:path.separator}",
            paramLabel = "PATH",
            showDefaultValue = Visibility.NEVER,
            description = "Jars and folders in which to look for the strategy's class.")
    private List<Path> classpath = List.of();

    public StrategyOptions() {}

    /// @param byDefault what `--strategy` means when it is not given
    public StrategyOptions(String byDefault) {
        strategy = byDefault;
    }

    /// The value of `--strategy`; empty if it is not given and has no default.
    public Optional<String> name() {
        return Optional.ofNullable(strategy);
    }

    /// The parts of the value of `--strategy`, which are separated by commas.
    public List<String> names() {
        return strategy == null ? List.of() : List.of(strategy.split(",", -1));
    }

    public List<Path> classpath() {
        return classpath;
    }

    /// Finds the strategy that `--strategy` names.
    ///
    /// @throws ParameterException with a sentence for the user if there is no such strategy
    public CatalogueEntry find() {
        if (strategy == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing option --strategy; lab strategies lists what there is.");
        }
        return find(strategy);
    }

    /// Finds a strategy by name, `.java` file or class name.
    ///
    /// @throws ParameterException with a sentence for the user if there is no such strategy
    public CatalogueEntry find(String wanted) {
        try {
            return Catalogue.find(wanted, classpath);
        } catch (StrategyNotFoundException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
