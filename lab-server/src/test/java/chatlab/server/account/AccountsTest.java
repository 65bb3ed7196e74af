package chatlab.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The file of accounts, and who may log in. The hashes are cheap, so that the test is.
class AccountsTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = folder.resolve("accounts.txt");
        AccountFile.put(file, account("Ann", "sesame"));
    }

    private static Account account(String name, String password, String... certificates) {
        return new Account(name, Passwords.hash(password, 64, 1), List.of(certificates));
    }

    @Test
    void aPasswordLogsIn() throws IOException {
        var longest = "é".repeat(300);
        AccountFile.put(file, account("bob", longest));
        var accounts = new Accounts(file);

        assertThat(accounts.login("ann", "sesame")).map(Account::name).contains("Ann");
        assertThat(accounts.login("ann", "sesam")).isEmpty();
        assertThat(accounts.login("ann", "")).isEmpty();
        assertThat(accounts.login("bob", longest)).isPresent();
        assertThat(accounts.login("bob", longest.substring(1))).isEmpty();
    }

    @Test
    void aCertificateLogsInAndAPasswordIsNotNecessary() throws IOException {
        AccountFile.put(file, new Account("bob", Account.NO_PASSWORD, List.of("aa", "bb")));
        var accounts = new Accounts(file);

        assertThat(accounts.ofCertificate("bb", "")).map(Account::name).contains("bob");
        assertThat(accounts.ofCertificate("bb", "BOB")).isPresent();
        assertThat(accounts.ofCertificate("bb", "ann")).isEmpty();
        assertThat(accounts.ofCertificate("cc", "")).isEmpty();
        assertThat(accounts.login("bob", Account.NO_PASSWORD)).isEmpty();
    }

    @Test
    void theFileKeepsCommentsAndHasOneLineAnAccount() throws IOException {
        Files.writeString(file, "# the first group\n" + Files.readString(file));
        var second = account("ANN", "other");

        AccountFile.put(file, second);

        assertThat(Files.readAllLines(file))
                .containsExactly("# the first group", "ANN " + second.hash());
        assertThat(second.hash()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aChangedFileCountsAndABrokenOneDoesNot() throws IOException {
        var accounts = new Accounts(file);

        AccountFile.put(file, account("bob", "new"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(accounts.login("bob", "new")).isPresent();
        Files.writeString(file, "nonsense\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(2));
        assertThat(accounts.login("bob", "new")).isPresent();
    }

    @Test
    void aFileThatIsNoneIsRefusedWithTheLine() throws IOException {
        Files.writeString(file, "# fine\n\nann\n");

        assertThatThrownBy(() -> new Accounts(file))
                .hasMessage(
                        "Line 3 of %s is not an account: a name and a hash; lab server account add writes such lines."
                                .formatted(file));
        assertThatThrownBy(() -> new Accounts(folder.resolve("none")))
                .hasMessageStartingWith("Cannot read the accounts of ");
    }
}
