package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.protocol.Message;
import chatlab.relay.LocalNet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.LinkedHashMap;

/// What clients of today expect, across the servers of a net.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetClientsTest {
    private static final String CAPABILITIES =
            "CAP REQ :message-tags server-time batch draft/chathistory chghost";

    @Test
    void aMessageHasOneIdAndTimeAndIsInTheHistoryOfEachServer() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.in(net.get(1), "bob", "#lab");
                var eve = Peer.in(net.get(0), "eve", "#lab")) {
            bob.ask(CAPABILITIES);
            eve.ask(CAPABILITIES);
            ann.ask("MODE ann +B");

            ann.send("PRIVMSG #lab :hello");

            var there = bob.until("PRIVMSG").getLast();
            assertThat(there.tags()).containsOnlyKeys("time", "msgid", "bot");
            assertThat(eve.until("PRIVMSG").getLast()).isEqualTo(there);
            for (var peer : new Peer[] {bob, eve}) {
                peer.send("CHATHISTORY LATEST #lab msgid=none 9");
                assertThat(peer.until("FAIL").getLast().parameter(1)).isEqualTo("MESSAGE_ERROR");
                peer.send("CHATHISTORY LATEST #lab * 9");
                var kept = peer.until("PRIVMSG").getLast();
                var tags = new LinkedHashMap<>(kept.tags());
                assertThat(tags.remove("batch")).isNotNull();
                assertThat(new Message(tags, kept.source(), "PRIVMSG", kept.parameters()))
                        .isEqualTo(there);
            }
        }
    }

    @Test
    void aMessageForOperatorsAndANewHostReachTheOtherServer() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.in(net.get(1), "bob", "#lab");
                var eve = Peer.in(net.get(1), "eve", "#lab")) {
            ann.drain();
            eve.ask(CAPABILITIES + " -server-time");
            bob.ask("OPER root secret");

            bob.ask("CHGHOST bob a.host");
            bob.send("PRIVMSG @#lab :help");

            assertThat(ann.until("PRIVMSG").getLast())
                    .isEqualTo(Message.from("bob!bob@a.host", "PRIVMSG", "@#lab", "help"));
            assertThat(eve.until("CHGHOST").getLast().parameters())
                    .containsExactly("bob", "a.host");
            assertThat(eve.drain()).noneMatch(line -> line.contains("help"));
        }
    }
}
