package chatlab.catalogue;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The option that says where strategies are, the same for all commands that look for one.
public final class StrategyLookup {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "Jars and folders in which to look for the strategy's class.")
    private @Nullable String classpath;

    /// Finds what the user asked for.
    ///
    /// @throws ParameterException in whose message the user reads why there is none
    public CatalogueEntry find(String wanted) {
        var paths =
                classpath == null
                        ? List.<Path>of()
                        : Stream.of(classpath.split(File.pathSeparator, -1)).map(Path::of).toList();
        try {
            return Catalogue.find(wanted, paths);
        } catch (StrategyNotFoundException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
