package chatlab.process;

import chatlab.process.Ended.Ending;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A command for a child process. Each `with` method returns this object, changed. Not thread-safe.
public final class ChildCommand {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ProcessBuilder builder;

    private ChildCommand(List<String> words) {
        builder = new ProcessBuilder(words);
    }

    /// Any command.
    public static ChildCommand of(List<String> words) {
        return new ChildCommand(new ArrayList<>(words));
    }

    /// A program in a JVM like this one.
    ///
    /// @param jvmArguments such as `-Xmx256m`
    /// @param classpath added to the class path of this JVM
    /// @param main its main class
    public static ChildCommand java(
            List<String> jvmArguments, List<Path> classpath, String main, List<String> arguments) {
        var places = new ArrayList<String>();
        places.add(System.getProperty("java.class.path"));
        classpath.forEach(place -> places.add(place.toString()));
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        words.addAll(jvmArguments);
        words.addAll(List.of("-cp", String.join(File.pathSeparator, places), main));
        words.addAll(arguments);
        return of(words);
    }

    /// Puts words before the command, such as those of a shell that sets limits.
    public ChildCommand withPrefix(List<String> words) {
        builder.command().addAll(0, words);
        return this;
    }

    /// Sets the working directory; without it, the child has that of this JVM.
    public ChildCommand withDirectory(Path directory) {
        builder.directory(directory.toFile());
        return this;
    }

    /// Changes the environment, which is a copy of this JVM's.
    public ChildCommand withEnvironment(Consumer<Map<String, String>> change) {
        change.accept(builder.environment());
        return this;
    }

    /// Starts the child. The caller must read [ChildProcess#output], or the child may wait for a
    /// reader without end.
    public ChildProcess start() throws IOException {
        return new ChildProcess(builder.start());
    }

    /// Starts the child and lets everything that it prints go nowhere.
    public ChildProcess startSilently() throws IOException {
        builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        return start();
    }

    /// Runs the child to its end. It reads nothing but an empty standard input.
    ///
    /// @param limit how long it may take
    public Ended run(Duration limit) throws IOException, InterruptedException {
        return run(limit, Long.MAX_VALUE, "");
    }

    /// Runs the child to its end.
    ///
    /// @param limit how long it may take
    /// @param memory how many bytes may be resident, of all its processes together
    /// @param input what it reads, in UTF-8
    public Ended run(Duration limit, long memory, String input)
            throws IOException, InterruptedException {
        var ending = Ending.BY_ITSELF;
        var child = start();
        var output = new BoundedReader(child.output(), "output of " + child.pid());
        try (child;
                var _ = child.killAfter(limit)) {
            child.write(input);
            while (ending == Ending.BY_ITSELF && !child.waitFor(LOOK)) {
                if (output.isFull() || child.hasTooManyErrors()) ending = Ending.TOO_MUCH_OUTPUT;
                else if (child.memory() > memory) ending = Ending.TOO_MUCH_MEMORY;
            }
        }
        int exitCode = child.exitCode();
        var printed = output.text();
        if (output.isFull()) ending = Ending.TOO_MUCH_OUTPUT;
        if (child.isOverdue()) ending = Ending.OVERDUE;
        return new Ended(ending, exitCode, printed, child.errors());
    }
}
