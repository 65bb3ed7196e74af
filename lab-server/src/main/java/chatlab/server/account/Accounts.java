package chatlab.server.account;

import chatlab.protocol.Names;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/// Who may log in. Thread-safe. A changed file counts from the next login on.
public final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final Path file;

    /// By folded name; replaced whole. Guarded by the monitor, as is the next.
    private Map<String, Account> accounts;

    private FileTime changed;

    /// Stands for the hash of an account that does not exist, so that the time of an answer does
    /// not tell which ones do. Guarded by the monitor.
    private String stranger = "";

    /// @throws IOException with a sentence for the user if the file cannot be used
    public Accounts(Path file) throws IOException {
        this.file = file;
        changed = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        accounts = AccountFile.read(file);
    }

    /// The account that a name and a password log in to.
    public Optional<Account> login(String name, String password) {
        var account =
                Optional.ofNullable(current().get(Names.CASE.fold(name)))
                        .filter(found -> Passwords.isHash(found.hash()));
        var hash = account.map(Account::hash).orElseGet(this::strangersHash);
        return Passwords.isRight(password, hash) ? account : Optional.empty();
    }

    private synchronized String strangersHash() {
        if (stranger.isEmpty()) stranger = Passwords.hash("of nobody");
        return stranger;
    }

    /// The account that a certificate logs in to.
    ///
    /// @param wanted its name; empty: any
    public Optional<Account> ofCertificate(String fingerprint, String wanted) {
        return current().values().stream()
                .filter(account -> account.certificates().contains(fingerprint))
                .filter(account -> wanted.isEmpty() || isName(account, wanted))
                .findFirst();
    }

    private static boolean isName(Account account, String name) {
        return Names.CASE.fold(account.name()).equals(Names.CASE.fold(name));
    }

    private synchronized Map<String, Account> current() {
        try {
            var now = Files.getLastModifiedTime(file);
            if (!now.equals(changed)) {
                changed = now;
                accounts = AccountFile.read(file);
            }
        } catch (IOException e) {
            LOG.warn("the accounts stay as they were: {}", e.getMessage());
        }
        return accounts;
    }
}
