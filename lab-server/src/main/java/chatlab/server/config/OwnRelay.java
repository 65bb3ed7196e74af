package chatlab.server.config;

import chatlab.catalogue.OwnClass;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.relay.HoldBack;
import chatlab.relay.OwnOrder;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A relay whose order is somebody's own: `--relay src/Mine.java`.
public final class OwnRelay {
    private OwnRelay() {}

    /// Whether the value of `--relay` is a source file.
    public static boolean isMeant(String relay) {
        return relay.endsWith(".java");
    }

    /// Compiles the source file of a [HoldBack].
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static OwnOrder of(String file) {
        try {
            var type = OwnClass.of(Path.of(file), HoldBack.class);
            var constructor = type.getConstructor(String.class);
            return new OwnOrder(type.getSimpleName(), server -> create(constructor, server));
        } catch (StrategyNotFoundException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("--relay %s is not a path.".formatted(file), e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "The class in %s needs a public constructor that takes the server's name: a String."
                            .formatted(file),
                    e);
        }
    }

    private static HoldBack create(Constructor<? extends HoldBack> constructor, String server) {
        try {
            return constructor.newInstance(server);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(
                    "the class and its constructor must be public: " + e.getMessage(), e);
        }
    }
}
