package chatlab.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reports wrong usage and failures, for every command in the same way.
///
/// An error that the user can fix is one sentence on standard error; a stack trace means a bug in
/// the lab.
final class Errors {

    static final int WRONG_USAGE = 2;
    static final int COULD_NOT_RUN = 3;

    private static final Pattern CHOICES =
            Pattern.compile("(\\[[A-Z0-9_]+(?:, [A-Z0-9_]+)*]) \\(case-insensitive\\)");

    private Errors() {}

    static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(error(command, sentence(e)));
        err.println("Try: " + name + " --help");
        return WRONG_USAGE;
    }

    static int couldNotRun(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (e) {
            case IOException io -> err.println(error(command, sentence(io)));
            case UncheckedIOException io when io.getCause() != null ->
                    err.println(error(command, sentence(io.getCause())));
            default -> {
                err.println(
                        error(
                                command,
                                "This is a bug in the lab; please report it with these lines."));
                e.printStackTrace(err);
            }
        }
        return COULD_NOT_RUN;
    }

    private static String sentence(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return withLowerCaseChoices(String.valueOf(e.getMessage()));
        }
        String argument = unmatched.getUnmatched().getFirst();
        String what = unmatched.isUnknownOption() ? "option" : expected(e.getCommandLine());
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty()
                ? "Unknown %s '%s'".formatted(what, argument)
                : "Unknown %s '%s'; did you mean '%s'?".formatted(what, argument, near.getFirst());
    }

    /// Picocli prints the values of a choice as in the source, not as in the help.
    private static String withLowerCaseChoices(String message) {
        return CHOICES.matcher(message).replaceAll(m -> m.group(1).toLowerCase(Locale.ROOT));
    }

    private static String expected(CommandLine command) {
        return command.getSubcommands().isEmpty() ? "argument" : "command";
    }

    /// The message of an exception of `java.nio.file` is often only the path.
    private static String sentence(IOException e) {
        return switch (e) {
            case NoSuchFileException f -> "No such file: " + f.getFile();
            case AccessDeniedException f -> "Permission denied: " + f.getFile();
            case NotDirectoryException f -> "Not a folder: " + f.getFile();
            case FileAlreadyExistsException f -> "File already exists: " + f.getFile();
            case FileSystemException f -> String.valueOf(f.getMessage());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private static String error(CommandLine command, String sentence) {
        return command.getColorScheme().errorText(sentence).toString();
    }
}
