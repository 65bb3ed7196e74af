package chatlab.catalogue;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.BugCard;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A strategy that can be chosen: what its annotations say, and how to make one.
///
/// Immutable and thread-safe.
public final class CatalogueEntry {
    private final Class<?> type;
    private final Strategy strategy;
    private final List<Path> classpath;
    private final @Nullable Path file;

    private CatalogueEntry(
            Class<?> type, Strategy strategy, List<Path> classpath, @Nullable Path file) {
        this.type = type;
        this.strategy = strategy;
        this.classpath = List.copyOf(classpath);
        this.file = file;
    }

    /// Checks that a class is a strategy as [BroadcastStrategy] describes one.
    ///
    /// @param classpath where the class was found, beyond the running program's own class path
    /// @param file the source it was compiled from just now, if it was
    static CatalogueEntry of(Class<?> type, List<Path> classpath, @Nullable Path file)
            throws StrategyNotFoundException {
        if (!BroadcastStrategy.class.isAssignableFrom(type)) {
            throw unfit(type, "does not implement BroadcastStrategy; add that to its declaration");
        }
        var strategy = type.getAnnotation(Strategy.class);
        if (strategy == null) {
            throw unfit(type, "has no @Strategy annotation; add one with its name and guarantees");
        }
        if (!hasPublicConstructor(type)) {
            throw unfit(type, "is not public, or has no public constructor without parameters");
        }
        return new CatalogueEntry(type, strategy, classpath, file);
    }

    private static boolean hasPublicConstructor(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && Stream.of(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0);
    }

    private static StrategyNotFoundException unfit(Class<?> type, String why) {
        return new StrategyNotFoundException(type.getName() + " " + why + ".");
    }

    public String name() {
        return strategy.name();
    }

    public String technique() {
        return strategy.technique();
    }

    /// Who may have to wait for whom; empty if the strategy does not say.
    public String progress() {
        return strategy.progress();
    }

    /// When to choose it; empty if the strategy does not say.
    public String advice() {
        return strategy.advice();
    }

    /// What it declares, in the order of [Guarantee].
    public Set<Guarantee> guarantees() {
        var declared = EnumSet.noneOf(Guarantee.class);
        declared.addAll(List.of(strategy.guarantees()));
        return declared;
    }

    /// The bug card of a strategy that is broken on purpose.
    public Optional<BugCard> bugCard() {
        return Optional.ofNullable(type.getAnnotation(BugCard.class));
    }

    public String className() {
        return type.getName();
    }

    /// The `.java` file that it was compiled from just now, if it was.
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /// What a child process must add to this program's class path to find the class; often empty.
    public List<Path> classpath() {
        return classpath;
    }

    /// Makes a new, empty strategy.
    ///
    /// @param <M> any type at all: a strategy passes messages on and never looks inside
    /// @throws IllegalStateException if the constructor or the class's static initialiser throws,
    ///   with a sentence for the user
    @SuppressWarnings("unchecked")
    public <M> BroadcastStrategy<M> create() {
        try {
            return (BroadcastStrategy<M>) type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "The constructor of " + className() + " threw " + e.getCause(), e.getCause());
        } catch (ExceptionInInitializerError e) {
            throw new IllegalStateException(
                    "The static initialiser of " + className() + " threw " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(className() + " cannot be made: " + e.getMessage(), e);
        }
    }

    /// The Java source, if it came along: from the file it was compiled from, or beside the class.
    public Optional<String> source() {
        try {
            if (file != null) return Optional.of(Files.readString(file));
            return read(".java").map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SHA-256 in hexadecimal of the source, or of the class file where there is no source.
    public String sha256() {
        try {
            var source = source();
            byte[] content =
                    source.isPresent()
                            ? source.get().getBytes(StandardCharsets.UTF_8)
                            : read(".class").orElseThrow();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private Optional<byte[]> read(String ending) throws IOException {
        var outermost = type;
        if (ending.equals(".java")) {
            while (outermost.getEnclosingClass() != null) outermost = outermost.getEnclosingClass();
        }
        var resource = "/" + outermost.getName().replace('.', '/') + ending;
        try (var stream = outermost.getResourceAsStream(resource)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
