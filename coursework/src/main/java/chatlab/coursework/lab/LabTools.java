package chatlab.coursework.lab;

import chatlab.process.ChildCommand;
import chatlab.process.Ended;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The lab's other commands (`race`, `step`, `bench` …), as child processes.
///
/// An implementation may run them where it likes: beside this process ([#here]), or locked up,
/// where the code that they are pointed at is not to be trusted.
@FunctionalInterface
public interface LabTools {
    /// Flags for JVMs that live for a second or two: the second compiler takes more processor time
    /// than it saves.
    List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /// The outcome of a command.
    ///
    /// @param exitCode the lab's: 0 as promised, 1 a finding, 2 wrong usage, 3 could not run
    /// @param output what it printed, at most as much as the implementation keeps
    /// @param errors its error output, likewise
    /// @param stopped the limit that it passed, as in "it printed more than 4 MB"; null: none
    record Outcome(int exitCode, String output, String errors, @Nullable String stopped) {

        private static final int COULD_NOT_RUN = 3;

        /// A command that ended by itself.
        public Outcome(int exitCode, String output, String errors) {
            this(exitCode, output, errors, null);
        }

        /// The outcome of a child process.
        ///
        /// @param limit that it had
        public static Outcome of(Ended ended, Duration limit) {
            return switch (ended.ending()) {
                case BY_ITSELF -> new Outcome(ended.exitCode(), ended.output(), ended.errors());
                case OVERDUE -> stopped("did not end within " + limit.toSeconds() + " s");
                case TOO_MUCH_OUTPUT -> stopped("printed more than 4 MB");
                case TOO_MUCH_MEMORY -> stopped("used more than 3 GB of memory");
            };
        }

        private static Outcome stopped(String why) {
            return new Outcome(COULD_NOT_RUN, "", "It " + why + ", and was stopped.", why);
        }
    }

    /// Runs `lab ARGUMENTS…` to its end.
    ///
    /// @param directory the working directory; paths among the arguments are relative to it
    /// @param limit of wall-clock time, after which the command and its children are killed and the
    ///   exit code is 3
    /// @throws IOException with a sentence for the user, if the command could not be started
    Outcome run(List<String> arguments, Path directory, Duration limit)
            throws IOException, InterruptedException;

    /// The flags for the JVM of a command. The JVMs of a benchmark have the flags of their parent,
    /// so it has none.
    static List<String> jvm(List<String> arguments) {
        return arguments.getFirst().equals("bench") ? List.of() : SHORT_LIVED;
    }

    /// Runs them as children of this process, on its own class path, with its own rights.
    ///
    /// @param mainClass of the `lab` command: the class of the root command
    static LabTools here(String mainClass) {
        return (arguments, directory, limit) ->
                Outcome.of(
                        ChildCommand.java(jvm(arguments), List.of(), mainClass, arguments)
                                .withDirectory(directory)
                                .run(limit),
                        limit);
    }
}
