package chatlab.launcher;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds a JDK that is new enough. A JDK's `release` file says so, without starting a JVM.
final class JdkSearch {
    static final int NEEDED = 25;

    private static final String[] VENDORS = {
        "Eclipse Adoptium",
        "Java",
        "Microsoft",
        "Zulu",
        "Amazon Corretto",
        "BellSoft",
        "OpenJDK",
        "Semeru"
    };

    private final List<Path> places;

    /// @param places where a JDK may be, the preferred one first
    JdkSearch(List<Path> places) {
        this.places = new ArrayList<>(places);
    }

    /// The environment's own choice, the Java that runs this, and the folders that installers use.
    static JdkSearch usual(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        String chosen = environment.get("JAVA_HOME");
        if (chosen != null && !chosen.isEmpty()) places.add(Paths.get(chosen));
        places.add(Paths.get(System.getProperty("java.home")));
        for (String vendor : VENDORS) {
            places.addAll(children(environment, "ProgramFiles", vendor, "*"));
            places.addAll(children(environment, "LOCALAPPDATA", "Programs/" + vendor, "*"));
        }
        places.addAll(children(environment, "USERPROFILE", ".jdks", "*"));
        places.addAll(children(environment, "USERPROFILE", ".sdkman/candidates/java", "*"));
        for (Path app : children(environment, "USERPROFILE", "scoop/apps", "*jdk*")) {
            places.add(app.resolve("current"));
        }
        return new JdkSearch(places);
    }

    private static List<Path> children(
            Map<String, String> environment, String variable, String folder, String pattern) {
        List<Path> children = new ArrayList<>();
        String top = environment.get(variable);
        if (top == null || !Files.isDirectory(Paths.get(top, folder))) return children;
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(Paths.get(top, folder), pattern)) {
            found.forEach(children::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        children.sort(null);
        return children;
    }

    List<Path> places() {
        return places;
    }

    /// @throws LaunchException if there is none; names the newest of what was found instead
    Path find() throws LaunchException {
        String old = "none";
        int newest = 0;
        String jre = null;
        for (Path place : places) {
            String version = version(place);
            int major = major(version);
            if (major >= NEEDED && Files.exists(program(place, "javac"))) return place;
            if (major >= NEEDED) jre = version + " in " + place;
            if (major < NEEDED && major > newest) {
                newest = major;
                old = "only " + version + " in " + place;
            }
        }
        String found = jre == null ? old : "only a JRE, which has no javac: " + jre;
        throw new LaunchException(
                "needs a JDK %d or newer and found %s; install one, or set JAVA_HOME to it."
                        .replace("%d", String.valueOf(NEEDED))
                        .replace("%s", found));
    }

    /// A program of a JDK, with the ending that it has there.
    static Path program(Path jdk, String name) {
        Path windows = jdk.resolve("bin").resolve(name + ".exe");
        return Files.exists(windows) ? windows : jdk.resolve("bin").resolve(name);
    }

    /// Such as `25.0.1`; empty where no Java is installed.
    private static String version(Path place) {
        Path release = place.resolve("release");
        if (!Files.exists(program(place, "java")) || !Files.isReadable(release)) return "";
        try {
            for (String line : Files.readAllLines(release)) {
                String value = value(line);
                if (value != null) return value;
            }
        } catch (IOException e) {
            return ""; // another kind of file, so not a JDK's
        }
        return "";
    }

    private static @Nullable String value(String line) {
        String key = "JAVA_VERSION=";
        return line.startsWith(key) ? line.substring(key.length()).replace("\"", "") : null;
    }

    private static int major(String version) {
        String digits = version.replaceFirst("[^0-9].*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
