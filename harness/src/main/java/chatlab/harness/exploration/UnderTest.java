package chatlab.harness.exploration;

import chatlab.strategies.BroadcastStrategy;

import org.jspecify.annotations.Nullable;

import java.net.URL;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The classes that belong to a strategy: all that lie where its class file lies, or only its own
/// and the nested ones if that is the lab's catalogue.
final class UnderTest implements Predicate<String> {
    private final String className;
    private final String folder;
    private final boolean isOfTheLab;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    UnderTest(String className) {
        this.className = className;
        this.folder = folderOf(className);
        this.isOfTheLab = folder.equals(folderOf(BroadcastStrategy.class.getName()));
    }

    @Override
    public boolean test(String name) {
        if (name.equals(className) || name.startsWith(className + "$")) return true;
        return !isOfTheLab && known.computeIfAbsent(name, this::isInTheFolder);
    }

    private boolean isInTheFolder(String name) {
        var file = resource(name);
        return file != null && file.toString().equals(folder + path(name));
    }

    private static String folderOf(String name) {
        var file = Objects.requireNonNull(resource(name), name).toString();
        return file.substring(0, file.length() - path(name).length());
    }

    private static @Nullable URL resource(String name) {
        return UnderTest.class.getClassLoader().getResource(path(name));
    }

    private static String path(String name) {
        return name.replace('.', '/') + ".class";
    }
}
