package chatlab.coursework.sandbox;

import chatlab.coursework.lab.LabTools;
import chatlab.evidence.FolderTree;
import chatlab.process.ChildCommand;
import chatlab.process.Ended;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// Runs everything that touches a student's code: in fresh JVMs that see the lab, one submission
/// and nothing else.
///
/// Thread-safe. Its commands must be started on platform threads: bubblewrap asks the kernel to be
/// killed with the thread that started it.
public final class Sandbox implements LabTools {
    /// The flags of all JVMs inside, parents and children alike. Nobody attaches to them; as much
    /// heap as each needs; and the JVM's own messages go to standard error, so that they are not
    /// results.
    private static final String JVM =
            "-XX:+DisableAttachMechanism -XX:-UsePerfData -Xmx512m -Xlog:disable"
                    + " -Xlog:all=warning:stderr -XX:+DisplayVMOutputToStderr"
                    + " -XX:MaxDirectMemorySize=64m";

    /// Of resident memory, of all processes together; a race needs a third of it.
    private static final long MOST_MEMORY = 3L << 30;

    private final Walls walls;
    private final String mainClass;
    private final List<Path> classpath = new ArrayList<>();

    /// A sandbox that sees the class path of this JVM.
    ///
    /// @param mainClass of the `lab` command
    public Sandbox(Walls walls, String mainClass) throws IOException {
        this.walls = walls;
        this.mainClass = mainClass;
        Set<Path> found = new LinkedHashSet<>();
        for (var each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            collect(Path.of(each).toAbsolutePath().normalize(), found);
        }
        classpath.addAll(found);
    }

    /// The jars and folders that a class path means, with those that a jar's manifest adds.
    private static void collect(Path path, Set<Path> found) throws IOException {
        if (!Files.exists(path) || !found.add(path) || Files.isDirectory(path)) return;
        try (var jar = new JarFile(path.toFile())) {
            var manifest = jar.getManifest();
            if (manifest == null) return;
            var more = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more == null) return;
            for (var each : more.strip().split("\\s+", -1)) {
                URI uri = path.toUri().resolve(each);
                if ("file".equals(uri.getScheme())) collect(Path.of(uri).normalize(), found);
            }
        }
    }

    /// Its name in `grade.json`.
    public String name() {
        return walls.name();
    }

    @Override
    public Outcome run(List<String> arguments, Path directory, Duration limit)
            throws IOException, InterruptedException {
        var jvm = LabTools.jvm(arguments);
        var ended = start(jvm, mainClass, arguments, directory, limit, limit.multipliedBy(2));
        return Outcome.of(ended, limit);
    }

    /// Runs a main class of the lab's with one folder visible.
    ///
    /// @param jvm more arguments of its JVM
    /// @param limit by the clock
    /// @param processorLimit what each process may use of the processors, where there are walls:
    ///   one that passes it is killed by the kernel, so that its exit code is 128 or more
    public Ended start(
            List<String> jvm,
            String main,
            List<String> arguments,
            Path directory,
            Duration limit,
            Duration processorLimit)
            throws IOException, InterruptedException {
        Map<Path, Path> visible = new TreeMap<>();
        List<String> inside = new ArrayList<>();
        for (int i = 0; i < classpath.size(); i++) {
            var outside = classpath.get(i);
            var path = walls.inside(outside, "app/" + i + "-" + outside.getFileName());
            visible.put(path, outside);
            inside.add(path.toString());
        }
        var submission = walls.inside(directory.toAbsolutePath(), "submission");
        visible.put(submission, directory.toAbsolutePath());
        var java = Path.of(System.getProperty("java.home")).toRealPath();
        visible.put(java, java);
        var temporary = Files.createTempDirectory("chatlab-sandbox-");
        try {
            var command = new ArrayList<String>();
            command.add(java.resolve("bin/java").toString());
            command.addAll(jvm);
            command.addAll(
                    List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            String.join(File.pathSeparator, inside),
                            InsideMain.class.getName(),
                            main));
            command.addAll(arguments);
            var inWalls = walls.around(command, visible, submission, processorLimit.toSeconds());
            return ChildCommand.of(inWalls)
                    .withDirectory(directory)
                    .withEnvironment(environment -> {
                        environment.clear();
                        environment.put("PATH", "/usr/bin:/bin");
                        environment.put("LANG", "C.UTF-8");
                        environment.put("HOME", "/tmp");
                        environment.put(
                                "JDK_JAVA_OPTIONS",
                                JVM + " -Djava.io.tmpdir=" + walls.temporary(temporary));
                    })
                    .run(limit, MOST_MEMORY, "");
        } finally {
            FolderTree.delete(temporary);
        }
    }
}
