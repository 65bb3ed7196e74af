package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Clients that do not speak IRC, or only begin to: people with `nc`, browsers, scripts.
class NewcomerTest {
    private static final String HINT =
            ":chat.lab NOTICE * :This is an IRC server. To get in, type these two lines, with a"
                    + " name of your own:";

    @ParameterizedTest
    @ValueSource(strings = {"hello", "hi!", "/help", "HELP", "JOIN #lab"})
    void whoeverTypesSomethingElseIsToldWhatToType(String line) throws Exception {
        try (var server = start(DeliveryPolicy.QUEUED);
                var peer = new Peer(server)) {
            var answer = peer.ask(line);

            assertThat(answer).contains(HINT, ":chat.lab NOTICE * :NICK ann");
            assertThat(peer.ask(line)).doesNotContain(HINT); // once is enough
            peer.send("NICK ann");
            peer.send("USER ann 0 * :ann");
            assertThat(peer.until("376")).isNotEmpty();
        }
    }

    @Test
    void whoeverRegistersGetsNoHint() throws Exception {
        try (var server = start(DeliveryPolicy.QUEUED);
                var peer = new Peer(server)) {
            peer.send("CAP LS 302");
            peer.send("NICK ann");
            peer.send("USER ann 0 * :ann");
            peer.send("CAP END");

            assertThat(peer.until("376")).noneMatch(message -> message.command().equals("NOTICE"));
        }
    }

    /// A web page can make a browser send this to any port.
    @ParameterizedTest
    @EnumSource
    void aBrowserCannotSpeakInAChannel(DeliveryPolicy delivery) throws Exception {
        try (var server = start(delivery);
                var ann = Peer.in(server, "ann", "#lab");
                var browser = new Peer(server)) {
            browser.sendRaw(
                    """
                    POST / HTTP/1.1\r
                    Host: localhost:8080\r
                    \r
                    NICK eve\r
                    USER eve 0 * :eve\r
                    JOIN #lab\r
                    PRIVMSG #lab :spam\r
                    """
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(browser.line()).contains("ERROR").contains("speaks IRC, not HTTP");
            assertThat(browser.line()).isNull();
            assertThat(ann.drain()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastLineCountsAlsoWithoutALineEnd(DeliveryPolicy delivery) throws Exception {
        try (var server = start(delivery);
                var ann = Peer.in(server, "ann", "#lab");
                var bob = Peer.in(server, "bob", "#lab")) {
            ann.until("JOIN");
            bob.sendRaw("PRIVMSG #lab :the end".getBytes(StandardCharsets.UTF_8));
            bob.hangUp();

            assertThat(ann.until("QUIT").getFirst().format())
                    .isEqualTo(":bob!bob@127.0.0.1 PRIVMSG #lab :the end");
        }
    }

    private static ChatServer start(DeliveryPolicy delivery)
            throws IOException, StrategyNotFoundException {
        return ChatServer.start(
                ServerConfig.of(
                        Catalogue.find("cow", List.of()), options -> options.delivery = delivery));
    }
}
