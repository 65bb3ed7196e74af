package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.server.account.Account;
import chatlab.server.account.AccountFile;
import chatlab.server.config.DeliveryPolicy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;

/// SASL EXTERNAL: a client logs in with its TLS certificate.
class CertificateLoginTest {
    @TempDir private static Path folder;
    private static TestCertificate certificate; // the client shows the same one

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.in(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "LOOP"})
    void aClientLogsInWithItsCertificate(DeliveryPolicy delivery) throws Exception {
        var fingerprint = Account.fingerprint(certificate.certificate());
        var accounts = folder.resolve("accounts.txt");
        AccountFile.put(accounts, new Account("ann", Account.NO_PASSWORD, List.of(fingerprint)));
        try (var server =
                TestCertificate.start(
                        delivery, certificate.pemFiles(), options -> options.accounts = accounts)) {
            assertThat(login(server, certificate.showing(), ""))
                    .containsExactly(
                            ":chat.lab CAP * LS :sasl=PLAIN,EXTERNAL",
                            ":chat.lab CAP * ACK :sasl",
                            "AUTHENTICATE +",
                            ":chat.lab 900 * *!unknown@127.0.0.1 ann :You are now logged in as ann",
                            ":chat.lab 903 * :SASL authentication successful");
            assertThat(login(server, certificate.showing(), "ann"))
                    .last()
                    .asString()
                    .contains(" 903 ");
            var failed = ":chat.lab 904 * :SASL authentication failed";
            assertThat(login(server, certificate.showing(), "bob")).last().isEqualTo(failed);
            assertThat(login(server, certificate.trusting(), "")).last().isEqualTo(failed);
        }
    }

    /// The answers to an attempt to log in as somebody, the list of capabilities cut to `sasl`.
    private static List<String> login(ChatServer server, SSLContext context, String name)
            throws IOException {
        try (var socket =
                context.getSocketFactory()
                        .createSocket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(60_000);
            var base64 = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
            var lines =
                    "CAP LS 302\r\nCAP REQ sasl\r\nAUTHENTICATE EXTERNAL\r\nAUTHENTICATE %s\r\nPING 1\r\n"
                            .formatted(name.isEmpty() ? "+" : base64);
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return in.lines()
                    .takeWhile(line -> !line.contains(" PONG "))
                    .map(line -> line.replaceFirst(" LS :.*(sasl\\S*).*", " LS :$1"))
                    .toList();
        }
    }
}
