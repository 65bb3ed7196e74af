package chatlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The source files of the project, without build output.
public final class Checkout {

    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

    private static final Pattern SKIPPED =
            Pattern.compile("target|lab-out|node_modules|\\.(?!ci$).*");

    /// A JVM that attaches to another puts such a file here for a moment, and tests do.
    private static final String JVM_FILE = ".attach_pid";

    private Checkout() {}

    /// The project's directory, whichever module the tests run in.
    public static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("lab-cli/pom.xml"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("the tests must run inside the project");
            }
        }
        return directory;
    }

    /// The modules, as the parent pom names them.
    static List<String> modules() throws IOException {
        String pom = Files.readString(root().resolve("pom.xml"));
        return MODULE.matcher(pom).results().map(match -> match.group(1)).toList();
    }

    /// Every file, sorted; nothing from `target`, `node_modules` or the hidden directories of
    /// tools.
    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        collect(root(), files);
        return files;
    }

    private static void collect(Path directory, List<Path> files) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                if (entry.getFileName().toString().startsWith(JVM_FILE)) continue;
                if (!Files.isDirectory(entry)) {
                    files.add(entry);
                } else if (!SKIPPED.matcher(entry.getFileName().toString()).matches()) {
                    collect(entry, files);
                }
            }
        }
    }

    static List<Path> files(String ending) throws IOException {
        return files().stream().filter(file -> file.toString().endsWith(ending)).toList();
    }
}
