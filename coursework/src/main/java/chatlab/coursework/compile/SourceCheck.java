package chatlab.coursework.compile;

import chatlab.coursework.files.Folders;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.sandbox.Sandbox;
import chatlab.coursework.unpack.Unpacking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Compiles and checks the sources of one submission, each of them once. Confined to one thread.
public final class SourceCheck {
    /// Processor time, so that a busy machine changes no grade.
    private static final Duration COMPILING = Duration.ofSeconds(30);

    /// Wall-clock time. If it passes, the machine is to blame and not the student.
    private static final Duration COMPILING_AT_MOST = Duration.ofMinutes(5);

    private static final int VIOLATIONS_SHOWN = 8;
    private static final int MESSAGES_SHOWN = 1_500;

    private final Sandbox sandbox;
    private final PermittedApi api;
    private final Path work;
    private final Map<String, CheckedSource> known = new HashMap<>();

    /// A check for the sources of one submission.
    ///
    /// @param work an empty folder for copies of the sources
    public SourceCheck(Sandbox sandbox, PermittedApi api, Path work) {
        this.sandbox = sandbox;
        this.api = api;
        this.work = work;
    }

    /// Compiles and checks a source.
    ///
    /// @param name its path in the submission
    public CheckedSource check(Path submission, String name)
            throws IOException, InterruptedException {
        var before = known.get(name);
        if (before != null) return before;
        var folder = Files.createDirectories(work.resolve("source-" + known.size()));
        var checked = check(submission.resolve(name), name, folder);
        known.put(name, checked);
        return checked;
    }

    private CheckedSource check(Path file, String name, Path folder)
            throws IOException, InterruptedException {
        if (Files.size(file) > Unpacking.LARGEST_SOURCE) {
            return new CheckedSource(folder, false, "", name + " is larger than 1 MB.");
        }
        var copy = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy);
        Folders.open(folder);
        var compilation =
                Compilation.of(
                        sandbox.start(
                                LabTools.SHORT_LIVED,
                                CompileMain.class.getName(),
                                List.of(name),
                                folder,
                                COMPILING_AT_MOST,
                                COMPILING));
        var messages = compilation.messages().strip();
        if (compilation.compiled()) {
            return new CheckedSource(folder, true, messages, refusal(compilation));
        }
        var shown =
                messages.length() > MESSAGES_SHOWN
                        ? messages.substring(0, MESSAGES_SHOWN) + " …"
                        : messages;
        return new CheckedSource(folder, false, messages, "It does not compile:\n" + shown);
    }

    private String refusal(Compilation compilation) {
        List<PermissionCheck.Violation> violations;
        try {
            violations = PermissionCheck.of(compilation.classes().values(), api);
        } catch (IllegalArgumentException _) {
            return "Its class files cannot be read. It was not run.";
        }
        if (violations.isEmpty()) return "";
        var shown =
                violations.stream()
                        .limit(VIOLATIONS_SHOWN)
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        int more = violations.size() - VIOLATIONS_SHOWN;
        return "A strategy may not use "
                + shown
                + (more > 0 ? " and %d more".formatted(more) : "")
                + ". It was not run.";
    }

    /// The sandbox for commands that a report asks for: each source that they name is checked
    /// first, and runs only if it may.
    public LabTools guarded() {
        return (arguments, directory, limit) -> {
            for (var argument : arguments) {
                for (var each : argument.split(",", -1)) {
                    if (!each.endsWith(".java")) continue;
                    var source = check(directory, each);
                    if (!source.mayRun()) {
                        return new LabTools.Outcome(3, "", each + ": " + source.refusal());
                    }
                }
            }
            return sandbox.run(arguments, directory, limit);
        };
    }
}
