package chatlab.server.account;

import chatlab.protocol.Names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text file with one account a line: the name, the hash of the password, and the fingerprints of
/// certificates, with spaces between them. A line that begins with `#` is a comment.
public final class AccountFile {
    private AccountFile() {}

    /// The accounts by folded name.
    ///
    /// @throws IOException with a sentence for the user if the file cannot be read or is not one
    public static Map<String, Account> read(Path file) throws IOException {
        var accounts = new LinkedHashMap<String, Account>();
        var lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            var words = List.of(line.split("\\s+"));
            if (words.size() < 2 || !Names.isNick(words.getFirst())) {
                throw new IOException(
                        "Line %d of %s is not an account: a name and a hash; lab server account add writes such lines."
                                .formatted(i + 1, file));
            }
            var account =
                    new Account(words.getFirst(), words.get(1), words.subList(2, words.size()));
            accounts.put(Names.CASE.fold(account.name()), account);
        }
        return accounts;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot read the accounts of %s (%s); create the file with lab server account add."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    /// Adds an account, or replaces the one with its name. Creates the file if necessary, readable
    /// for its owner alone. Whoever reads the file meanwhile sees it as it was or as it is then.
    public static void put(Path file, Account account) throws IOException {
        var lines = new ArrayList<String>();
        if (Files.exists(file)) {
            var key = Names.CASE.fold(account.name());
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                var name = line.strip().split("\\s+", 2)[0];
                if (!Names.CASE.fold(name).equals(key)) lines.add(line);
            }
        }
        var words = new ArrayList<>(List.of(account.name(), account.hash()));
        words.addAll(account.certificates());
        lines.add(String.join(" ", words));
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IOException(file + " is no file.");
        var written = createPrivate(folder);
        try {
            Files.write(written, lines, StandardCharsets.UTF_8);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static Path createPrivate(Path folder) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? Files.createTempFile(
                        folder,
                        "accounts",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(folder, "accounts", ".new");
    }
}
