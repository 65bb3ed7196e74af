package chatlab.catalogue;

import chatlab.evidence.Sha256;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.BugCard;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A strategy that a user can choose: what its annotations and its comment say, and how to create
/// one.
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

    /// Checks that a class is a strategy as [BroadcastStrategy] describes it.
    ///
    /// @param classpath where the class was found, beyond the class path of the running program
    /// @param file the source it has just been compiled from, or null
    static CatalogueEntry of(Class<?> type, List<Path> classpath, @Nullable Path file)
            throws StrategyNotFoundException {
        if (!BroadcastStrategy.class.isAssignableFrom(type)) {
            throw unfit(type, "does not implement BroadcastStrategy; add that to its declaration");
        }
        if (!isConcrete(type)) {
            throw unfit(type, "is abstract; name the class that extends or implements it");
        }
        var strategy = type.getAnnotation(Strategy.class);
        if (strategy == null) {
            throw unfit(type, "has no @Strategy annotation; add one with its name and guarantees");
        }
        if (!hasPublicConstructor(type)) {
            throw unfit(type, "is not public, or has no public constructor without parameters");
        }
        var message = messageType(type);
        if (message != Object.class) {
            throw unfit(
                    type,
                    ("takes only messages of type %s, and a strategy must take any; declare it"
                                    + " 'class %s<M> implements BroadcastStrategy<M>'")
                            .formatted(message.getSimpleName(), type.getSimpleName()));
        }
        return new CatalogueEntry(type, strategy, classpath, file);
    }

    /// Whether objects can be made of a class.
    static boolean isConcrete(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers());
    }

    private static boolean hasPublicConstructor(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && Stream.of(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0);
    }

    /// The type of the messages that `broadcast` takes, after erasure: Object if it takes any.
    private static Class<?> messageType(Class<?> type) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (var method : owner.getDeclaredMethods()) {
                var parameters = method.getParameterTypes();
                if (method.getName().equals("broadcast")
                        && parameters.length == 2
                        && parameters[1] == Subscriber.class
                        && !method.isBridge()) return parameters[0];
            }
        }
        return Object.class;
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

    /// What the users of a chat see of its bug, from the class comment.
    public Optional<String> symptom() {
        return Optional.of(comment().line("Symptom")).filter(text -> !text.isEmpty());
    }

    /// How to fix its bug, from the class comment.
    public Optional<String> fix() {
        return Optional.of(comment().line("Fix")).filter(text -> !text.isEmpty());
    }

    ClassComment comment() {
        return ClassComment.of(source().orElse(""));
    }

    public String className() {
        return type.getName();
    }

    /// The `.java` file that it has just been compiled from, if any.
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /// What a child process must add to the class path of this program to find the class; often
    /// empty.
    public List<Path> classpath() {
        return classpath;
    }

    /// Creates a new strategy without subscribers.
    ///
    /// @param <M> any type: a strategy passes messages on and never looks inside
    /// @throws IllegalStateException with a sentence for the user if the constructor or the static
    ///   initializer of the class throws
    @SuppressWarnings("unchecked")
    public <M> BroadcastStrategy<M> create() {
        try {
            return (BroadcastStrategy<M>) type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "The constructor of " + className() + " threw " + e.getCause(), e.getCause());
        } catch (ExceptionInInitializerError e) {
            throw new IllegalStateException(
                    "The static initializer of " + className() + " threw " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    className() + " cannot be created: " + e.getMessage(), e);
        }
    }

    /// The Java source: the file it was compiled from, or the one beside the class; empty if there
    /// is none.
    public Optional<String> source() {
        try {
            if (file != null) return Optional.of(Files.readString(file));
            return read(".java").map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The SHA-256 in hexadecimal of the source, or of the class file if there is no source.
    public String sha256() {
        try {
            var source = source();
            return source.isPresent()
                    ? Sha256.of(source.get())
                    : Sha256.of(read(".class").orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
