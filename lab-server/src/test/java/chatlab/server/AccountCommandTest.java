package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.server.account.AccountFile;
import chatlab.server.account.Accounts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// `lab server account add`, as a user calls it.
class AccountCommandTest {
    @TempDir private Path folder;
    private final InputStream standardInput = System.in;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("accounts.txt");
    }

    @AfterEach
    void restore() {
        System.setIn(standardInput);
    }

    private int run(String input, String... arguments) {
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(new ServerCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void anAccountWithAPasswordFromStandardInputCanLogIn() throws IOException {
        int code = run("sésame\n", "account", "add", "ann", "--accounts", file.toString());

        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("ann can log in now; start the server with --accounts ");
        assertThat(AccountFile.read(file))
                .hasEntrySatisfying(
                        "ann",
                        account ->
                                assertThat(account.hash())
                                        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        assertThat(new Accounts(file).login("ann", "sésame")).isPresent();
        assertThat(run("x\n", "account", "add", "ANN", "--accounts", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("has an account ANN already; change it with --replace.");
    }

    @Test
    void wrongUsageIsExplained() {
        var path = file.toString();
        assertThat(run("", "account", "add", "ann", "--accounts", path)).isEqualTo(2);
        assertThat(run("x\n", "account", "add", "9ann", "--accounts", path)).isEqualTo(2);
        assertThat(run("x\n", "account", "add", "ann", "--no-password", "--accounts", path))
                .isEqualTo(2);
        assertThat(run("", "account")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "The password is empty",
                        "9ann is no name for an account",
                        "An account needs a password or a certificate",
                        "Say what to do: lab server account add NAME.");
        assertThat(file).doesNotExist();
    }
}
