package chatlab.evidence;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where the running program lies on the disk.
public final class ProgramPlace {

    private ProgramPlace() {}

    /// The jar or the folder of class files that holds a class of the lab.
    public static Path of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("a loaded class has a valid location", e);
        }
    }

    /// The nearest of a place and the folders around it that is wanted.
    public static Optional<Path> upwards(Path place, Predicate<Path> isWanted) {
        return Stream.<Path>iterate(place, Objects::nonNull, Path::getParent)
                .filter(isWanted)
                .findFirst();
    }
}
