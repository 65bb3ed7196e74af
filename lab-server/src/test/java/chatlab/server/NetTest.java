package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.relay.LocalNet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/// What clients see of a net of servers. The relay is one in this JVM, so nothing is left to luck.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetTest {

    @Test
    void whatIsSaidReachesTheMembersOnAllServersOnceAndNotTheSender() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 3);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.in(net.get(1), "bob", "#lab");
                var cat = Peer.in(net.get(2), "cat", "#lab");
                var dan = Peer.in(net.get(0), "dan", "#lab")) {

            ann.send("PRIVMSG #lab :hello");
            ann.send("PRIVMSG #lab :the end");

            for (var peer : List.of(bob, cat, dan)) {
                assertThat(peer.until("PRIVMSG").getLast().source()).isEqualTo("ann!ann@127.0.0.1");
                assertThat(peer.next().parameters()).containsExactly("#lab", "the end");
            }
            assertThat(ann.drain()).noneMatch(line -> line.contains("PRIVMSG"));
        }
    }

    @Test
    void aMessageToAUserOfAnotherServerArrivesThere() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.registered(net.get(0), "ann");
                var bob = Peer.registered(net.get(1), "bob")) {
            bob.ask("AWAY :at lunch");

            var answers = ann.ask("PRIVMSG bob :hello");

            assertThat(answers).containsExactly(":a.lab 301 ann bob :at lunch");
            assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 PRIVMSG bob :hello");
        }
    }

    @Test
    void joinNickTopicModeKickPartAndQuitAreSeenOnTheOtherServer() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.in(net.get(1), "bob", "#lab")) {
            assertThat(ann.drain()).containsExactly(":bob!bob@127.0.0.1 JOIN #lab");

            ann.ask("TOPIC #lab :races");
            ann.ask("MODE #lab +mv bob");
            ann.ask("NICK anna");
            ann.ask("KICK #lab bob :out");

            assertThat(bob.drain())
                    .containsExactly(
                            ":ann!ann@127.0.0.1 TOPIC #lab :races",
                            ":ann!ann@127.0.0.1 MODE #lab +mv bob",
                            ":ann!ann@127.0.0.1 NICK anna",
                            ":anna!ann@127.0.0.1 KICK #lab bob :out");
            ann.drain();
            bob.send("JOIN #lab");
            bob.until("366");
            bob.ask("PART #lab :enough");
            bob.send("JOIN #lab");
            bob.until("366");
            bob.send("QUIT :bye");
            bob.skipAll();
            assertThat(ann.until("QUIT").stream().map(Object::toString).toList())
                    .satisfies(lines -> assertThat(lines.toString()).contains("PART", "Quit: bye"));
        }
    }

    @Test
    void aServerThatJoinsLearnsAllAndShowsIt() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.in(net.get(1), "bob", "#lab")) {
            ann.ask("TOPIC #lab :races");
            ann.ask("MODE #lab +nk key");
            bob.ask("AWAY :at lunch");

            try (var cat = Peer.registered(net.add(), "cat")) {
                assertThat(cat.ask("JOIN #lab"))
                        .containsExactly(":c.lab 475 cat #lab :Cannot join channel (+k)");
                cat.send("JOIN #lab key");
                var joined = cat.until("366").toString();
                assertThat(joined).contains("races").contains("@ann").contains("bob");
                assertThat(cat.ask("WHOIS bob").toString())
                        .contains("312 cat bob b.lab")
                        .contains("at lunch");
                assertThat(cat.ask("WHO #lab").toString()).contains(" a.lab ann ", " b.lab bob ");
                assertThat(cat.ask("LINKS").toString()).contains("a.lab", "b.lab", "c.lab");
                assertThat(cat.ask("LUSERS").toString())
                        .contains("There are 3 users and 0 invisible on 3 servers")
                        .contains("I have 1 clients and 2 servers");
            }
        }
    }

    @Test
    void aNickOfAnotherServerIsTaken() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.registered(net.get(0), "ann");
                var bob = Peer.registered(net.get(1), "bob")) {
            assertThat(bob.ask("NICK ANN"))
                    .containsExactly(":b.lab 433 bob ANN :Nickname is already in use");
            assertThat(ann.ask("WHOIS bob").toString()).contains("b.lab");
        }
    }

    @Test
    void ofTwoWhoTakeANickAtOnceTheOlderKeepsIt() throws Exception {
        var local = LocalNet.available();
        try (var net = new Cluster(local, false, 2)) {
            local.hold("a.lab", "b.lab");
            local.hold("b.lab", "a.lab");
            try (var older = Peer.in(net.get(0), "ann", "#lab");
                    var younger = Peer.in(net.get(1), "ann", "#lab")) {
                local.release("b.lab", "a.lab");
                local.release("a.lab", "b.lab");

                var told = younger.until("NICK").toString();

                assertThat(told).contains("NOTICE").contains("ann_2");
                assertThat(older.until("NICK").getLast().parameters()).containsExactly("ann_2");
                assertThat(older.ask("WHOIS ann").toString()).contains("312 ann ann a.lab");
                assertThat(younger.ask("WHOIS ann").toString()).contains("312 ann_2 ann a.lab");
                assertThat(younger.ask("WHOIS ann_2").toString()).contains("b.lab");
            }
        }
    }

    @Test
    void aSplitLooksLikeANetsplitAndTheMergeBringsAllBack() throws Exception {
        var local = LocalNet.available();
        try (var net = new Cluster(local, true, 2);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.in(net.get(1), "bob", "#lab")) {
            ann.drain();

            local.split(List.of(List.of("a.lab"), List.of("b.lab")));
            assertThat(ann.drain()).containsExactly(":bob!bob@127.0.0.1 QUIT :a.lab b.lab");
            assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 QUIT :b.lab a.lab");
            ann.ask("TOPIC #lab :old");
            bob.ask("NICK cat");
            bob.ask("PART #lab");
            bob.send("JOIN #lab");
            bob.until("366");
            bob.ask("TOPIC #lab :new");
            local.heal();

            assertThat(ann.drain().toString())
                    .contains("cat!bob@127.0.0.1 JOIN #lab")
                    .contains("MODE #lab +o cat")
                    .contains("TOPIC #lab :new");
            assertThat(bob.drain().toString())
                    .contains("ann!ann@127.0.0.1 JOIN #lab")
                    .contains("MODE #lab +o ann");
            assertThat(bob.ask("TOPIC #lab").toString()).contains("new");
        }
    }

    @Test
    void aServerThatDiesTakesItsUsersAlong() throws Exception {
        var local = LocalNet.available();
        try (var net = new Cluster(local, true, 2);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var _ = Peer.in(net.get(1), "bob", "#lab")) {
            ann.drain();

            local.kill("b.lab");

            assertThat(ann.drain()).containsExactly(":bob!bob@127.0.0.1 QUIT :a.lab b.lab");
            assertThat(ann.ask("NICK bob")).contains(":ann!ann@127.0.0.1 NICK bob");
            assertThat(ann.ask("LUSERS").toString()).contains("There are 1 users", "on 1 servers");
        }
    }

    @Test
    void aServerThatIsStoppedSaysGoodbyeForItsUsers() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.in(net.get(1), "bob", "#lab")) {
            ann.drain();

            net.get(1).close();

            bob.skipAll();
            assertThat(ann.until("QUIT").getLast().parameters()).containsExactly("a.lab b.lab");
        }
    }

    @Test
    void aMinorityIsRefusedAndTold() throws Exception {
        var local = LocalNet.consistent();
        try (var net = new Cluster(local, true, 3);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.in(net.get(1), "bob", "#lab")) {
            local.split(List.of(List.of("a.lab"), List.of("b.lab", "c.lab")));
            ann.drain();

            assertThat(ann.ask("PRIVMSG #lab :one two").getFirst())
                    .startsWith(":a.lab FAIL PRIVMSG REFUSED #lab one :");
            assertThat(ann.ask("JOIN #more").getFirst())
                    .startsWith(":a.lab FAIL JOIN REFUSED #more :");
            assertThat(ann.ask("TOPIC #lab :no").getFirst())
                    .startsWith(":a.lab FAIL TOPIC REFUSED #lab :");
            bob.ask("PRIVMSG #lab :with a majority");
            local.heal();

            assertThat(ann.until("PRIVMSG").getLast().parameters())
                    .containsExactly("#lab", "with a majority");
            assertThat(bob.drain().toString()).doesNotContain("one two").contains("ann!");
            assertThat(ann.ask("PRIVMSG #lab :again")).noneMatch(line -> line.contains("FAIL"));
        }
    }

    @Test
    void anOperatorKillsAUserOfAnotherServer() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.registered(net.get(0), "ann");
                var bob = Peer.registered(net.get(1), "bob")) {
            ann.ask("OPER root secret");

            ann.ask("KILL bob :enough");

            assertThat(bob.until("ERROR").toString()).contains("KILL").contains("enough");
        }
    }

    @Test
    void anInvitationCrossesTheNet() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 2);
                var ann = Peer.in(net.get(0), "ann", "#lab");
                var bob = Peer.registered(net.get(1), "bob")) {
            ann.ask("MODE #lab +i");
            assertThat(bob.ask("JOIN #lab").toString()).contains(" 473 ");

            ann.ask("INVITE bob #lab");

            assertThat(bob.drain()).containsExactly(":ann!ann@127.0.0.1 INVITE bob #lab");
            bob.send("JOIN #lab");
            bob.until("366");
        }
    }

    @Test
    void manyUsersFitIntoTheStateOfAServer() throws Exception {
        try (var net = new Cluster(LocalNet.available(), true, 1)) {
            var peers = new ArrayList<Peer>();
            for (int i = 0; i < 400; i++) peers.add(Peer.in(net.get(0), "member-" + i, "#lab"));

            try (var bob = Peer.in(net.add(), "bob", "#lab")) {
                assertThat(bob.ask("LUSERS").toString()).contains("There are 401 users");
                assertThat(bob.ask("NAMES #lab").toString()).contains("member-399");
            }
            for (var peer : peers) peer.close();
        }
    }
}
