package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What TLS does under each delivery policy, with a real TLS client.
class TlsTest {
    @TempDir private static Path folder;
    private static TestCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.in(folder);
    }

    @ParameterizedTest
    @CsvSource({"QUEUED,true", "QUEUED,false", "DIRECT,true", "LOOP,true", "LOOP,false"})
    void aClientThatTrustsTheCertificateCanChat(DeliveryPolicy delivery, boolean pem)
            throws Exception {
        var files = pem ? certificate.pemFiles() : certificate.storeFiles();
        try (var server = TestCertificate.start(delivery, files, _ -> {});
                var ann = new Peer(certificate.connect(server))) {
            ann.register("ann");

            assertThat(ann.line()).startsWith(":chat.lab 001 ann :Welcome");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECT")
    void aGoodbyeClosesTlsProperly(DeliveryPolicy delivery) throws Exception {
        try (var server = certificate.start(delivery);
                var ann = certificate.connect(server)) {
            ann.getOutputStream()
                    .write(
                            "NICK ann\r\nUSER u 0 * :U\r\nWHOIS ann\r\nQUIT :bye\r\n"
                                    .getBytes(StandardCharsets.UTF_8));

            var lines = // an end without TLS's own goodbye would throw
                    new String(ann.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(lines)
                    .contains(":chat.lab 671 ann ann :is using a secure connection")
                    .endsWith("ERROR :Closing link: 127.0.0.1 (Quit: bye)\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECT") // it has no outbox
    void aClientThatDoesNotReadIsCutOffAndDelaysNobody(DeliveryPolicy delivery) throws Exception {
        try (var server = certificate.start(delivery);
                var stalled = new Peer(certificate.connect(server));
                var ann = new Peer(certificate.connect(server))) {
            stalled.register("stalled");
            stalled.send("JOIN #lab");
            stalled.until("366");
            ann.register("ann");
            ann.send("JOIN #lab");
            var text = ("PRIVMSG #lab :" + "x".repeat(400) + "\r\n").repeat(50);
            String quit = null;
            while (quit == null) {
                for (var line : ann.ask(text)) {
                    if (line.contains(" QUIT ")) quit = line;
                }
            }

            assertThat(quit).startsWith(":stalled!").contains("Outbox full");
        }
    }

    @Test
    void aFileThatHoldsNoKeyIsReported() throws Exception {
        var noKey = Files.writeString(folder.resolve("none.pem"), "hello");
        var files = new ServerConfig.TlsFiles(certificate.pemFiles().certificate(), noKey);

        for (var delivery : DeliveryPolicy.values()) {
            assertThatThrownBy(() -> TestCertificate.start(delivery, files, _ -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("unencrypted PKCS#8 key in PEM");
        }
    }
}
