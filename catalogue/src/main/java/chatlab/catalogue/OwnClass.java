package chatlab.catalogue;

import java.nio.file.Path;

/// Compiles a class of the user's own that is no strategy, from a `.java` file, as `--strategy
/// FILE` compiles a strategy.
public final class OwnClass {
    private OwnClass() {}

    /// The only class of this type in a file, not yet initialized.
    ///
    /// @throws StrategyNotFoundException with a sentence for the user, and the compiler's own
    ///   messages if the file does not compile
    public static <T> Class<? extends T> of(Path file, Class<T> type)
            throws StrategyNotFoundException {
        return SourceCompiler.compile(file, type);
    }
}
