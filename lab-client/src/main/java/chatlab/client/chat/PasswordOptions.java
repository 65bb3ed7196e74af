package chatlab.client.chat;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The options for the server's password. Picocli fills the fields.
final class PasswordOptions {
    private static final String VARIABLE = "LAB_PASSWORD";

    @Option(
            names = "--password",
            paramLabel = "WORD",
            description =
                    "The server's password. Other users of this machine can see it in the list of"
                            + " processes.")
    private @Nullable String word;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "A file whose first line is the password (default: the environment variable "
                            + VARIABLE
                            + ", if set).")
    private @Nullable Path file;

    /// The password, if one is given anywhere.
    ///
    /// @throws SetupException if the file or the password cannot be used
    Optional<String> password(Map<String, String> environment) throws SetupException {
        var password = file != null ? read(file) : word != null ? word : environment.get(VARIABLE);
        if (password == null || password.isEmpty()) {
            return Optional.empty();
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw new SetupException(
                    "The password holds a line break or another control character, which no server"
                            + " accepts; give one without.");
        }
        return Optional.of(password);
    }

    private static String read(Path file) throws SetupException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() ->
                            new SetupException(
                                    "The password file %s is empty; write the password into its first line."
                                            .formatted(file)));
        } catch (IOException e) {
            throw new SetupException(
                    "Cannot read the password file %s (%s); check its name and permissions."
                            .formatted(file, e.getMessage()));
        }
    }
}
