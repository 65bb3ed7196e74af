package chatlab.server;

import chatlab.protocol.Names;
import chatlab.server.account.Account;
import chatlab.server.account.AccountFile;
import chatlab.server.account.Passwords;
import chatlab.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `lab server account`: the accounts that clients of a server can log in to.
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Writes the accounts that clients can log in to.",
        exitCodeList = "2:no command")
public final class AccountCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: lab server account add NAME.");
    }

    /// `lab server account add`.
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            showDefaultValues = true,
            description = {
                "Adds an account to a file. It asks for the password, or reads it from the first"
                        + " line of standard input.",
                "A running server takes the change by itself."
            },
            exitCodeList = {"0:added", "2:wrong usage", "3:could not write the file"},
            footerHeading = "%nExamples:%n",
            footer = {
                "  lab server account add ann              to accounts.txt, with a password",
                "  lab server account add bob --certificate bob.pem --no-password",
                "                                          logs in with a certificate alone",
                "  lab server --accounts accounts.txt      a server with these accounts"
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "The account's name, as a nick is.")
                    String name,
            @Option(
                            names = "--accounts",
                            paramLabel = "FILE",
                            defaultValue = "accounts.txt",
                            description = "The file.")
                    Path file,
            @Option(
                            names = "--certificate",
                            paramLabel = "PEM",
                            description =
                                    "A certificate that logs in without a password (SASL EXTERNAL,"
                                            + " over TLS); may be repeated.")
                    @Nullable List<Path> certificates,
            @Option(names = "--no-password", description = "Only certificates log in.")
                    boolean noPassword,
            @Option(names = "--replace", description = "Replace the account if there is one.")
                    boolean replace)
            throws IOException {
        check(
                Names.isNick(name),
                name + " is no name for an account: choose one that could be a nick.");
        var shown = certificates == null ? List.<Path>of() : certificates;
        check(
                !noPassword || !shown.isEmpty(),
                "An account needs a password or a certificate: leave --no-password out, or add"
                        + " --certificate.");
        boolean exists =
                Files.exists(file) && AccountFile.read(file).containsKey(Names.CASE.fold(name));
        check(
                replace || !exists,
                "%s has an account %s already; change it with --replace.".formatted(file, name));
        var fingerprints = new ArrayList<String>();
        for (var certificate : shown) fingerprints.add(fingerprint(certificate));
        var hash = noPassword ? Account.NO_PASSWORD : Passwords.hash(password(name));
        AccountFile.put(file, new Account(name, hash, fingerprints));
        spec.commandLine()
                .getOut()
                .println(
                        "%s can log in now; start the server with --accounts %s."
                                .formatted(name, file));
        return 0;
    }

    private static String fingerprint(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Account.fingerprint(
                    CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (CertificateException e) {
            throw new IOException(
                    "%s holds no certificate in PEM (%s); openssl req -x509 makes one."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private String password(String name) throws IOException {
        var console = Terminal.console();
        return checked(console.isPresent() ? asked(console.get(), name) : readLine());
    }

    private String asked(Console console, String name) {
        var first = console.readPassword("Password for %s: ", name);
        var second = console.readPassword("Once more: ");
        if (first == null || second == null) return ""; // Ctrl-D
        check(Arrays.equals(first, second), "The two passwords differ; try again.");
        return new String(first);
    }

    private static String readLine() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var line = in.readLine();
        return line == null ? "" : line;
    }

    private String checked(String password) {
        check(
                !password.isEmpty() && password.indexOf('\0') < 0,
                "The password is empty; type one, or give it as the first line of standard input.");
        return password;
    }

    private void check(boolean condition, String sentence) {
        if (!condition) throw new ParameterException(spec.commandLine(), sentence);
    }
}
