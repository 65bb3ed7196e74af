package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.relay.LocalNet;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Whatever users do while servers do not hear one another: when all is over, all servers know the
/// same, and each nick has one owner.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetConvergenceTest {
    private static final int SERVERS = 3;
    private static final int POLL_MILLIS = 50;
    private static final int PATIENCE = 300;
    private static final List<String> NICKS = List.of("ann", "bob", "cat", "dan", "eve");
    private static final List<String> CHANNELS = List.of("#lab", "#pub");

    private final List<Peer> watchers = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 7, 8, 11})
    void allServersEndWithTheSame(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var local = LocalNet.available();
        try (var net = new Cluster(local, false, SERVERS)) {
            for (int server = 0; server < SERVERS; server++) {
                watchers.add(Peer.registered(net.get(server), "watcher" + server));
                for (int i = 0; i < 3; i++) {
                    peers.add(Peer.registered(net.get(server), "u" + server + i));
                }
            }
            for (int step = 0; step < 150; step++) step(random, local);
            settle(local);

            var views = views();
            for (int i = 0; views.size() > 1 && i < PATIENCE; i++) {
                Thread.sleep(POLL_MILLIS); // the servers compare what they know once a second
                views = views();
            }

            assertThat(views).hasSize(1);
            assertThat(watchers.getFirst().ask("LUSERS").toString())
                    .contains("There are 12 users", "on 3 servers");
            for (var peer : peers) peer.close();
        }
    }

    private void step(SplittableRandom random, LocalNet local) throws IOException {
        var peer = peers.get(random.nextInt(peers.size()));
        var nick = pick(random, NICKS);
        var channel = pick(random, CHANNELS);
        switch (random.nextInt(12)) {
            case 0, 1 -> peer.ask("NICK " + nick);
            case 2, 3, 4 -> peer.ask("JOIN " + channel);
            case 5 -> peer.ask("PART " + channel);
            case 6 -> peer.ask("TOPIC " + channel + " :topic " + random.nextInt());
            case 7 ->
                    peer.ask("MODE " + channel + pick(random, List.of(" +m", " -m", " +s", " -n")));
            case 8 ->
                    peer.ask(
                            "MODE "
                                    + channel
                                    + pick(random, List.of(" +o ", " -o ", " +v "))
                                    + nick);
            case 9 -> peer.ask("KICK " + channel + " " + nick);
            case 10 -> {
                local.heal();
                if (random.nextBoolean()) {
                    local.split(List.of(List.of("a.lab"), List.of("b.lab", "c.lab")));
                }
            }
            default -> {
                var from = Cluster.name(random.nextInt(SERVERS));
                var to = Cluster.name(random.nextInt(SERVERS));
                if (from.equals(to)) return;
                if (random.nextBoolean()) local.hold(from, to);
                else local.release(from, to);
            }
        }
    }

    private static String pick(SplittableRandom random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static void settle(LocalNet local) throws InterruptedException {
        for (int from = 0; from < SERVERS; from++) {
            for (int to = 0; to < SERVERS; to++)
                local.release(Cluster.name(from), Cluster.name(to));
        }
        local.heal();
        local.awaitQuiet();
    }

    private SortedSet<String> views() throws IOException {
        var views = new TreeSet<String>();
        for (var watcher : watchers) views.add(view(watcher));
        return views;
    }

    /// All that one server knows, without what differs on purpose.
    private static String view(Peer watcher) throws IOException {
        var lines = new ArrayList<String>();
        for (var question : List.of("WHO 0", "WHO #lab", "WHO #pub")) {
            watcher.ask(question).stream()
                    .map(line -> line.split(" ", -1))
                    .filter(words -> words[1].equals("352"))
                    // channel, user, server, nick, flags; WHO 0 names any shared channel
                    .map(words ->
                            question
                                    + Arrays.asList(words)
                                            .subList(question.equals("WHO 0") ? 4 : 3, 9))
                    .sorted()
                    .forEach(lines::add);
        }
        for (var channel : CHANNELS) {
            for (var question : List.of("TOPIC ", "MODE ")) {
                watcher.ask(question + channel).stream()
                        .map(line -> line.split(" ", 4))
                        .filter(words -> words[1].equals("332") || words[1].equals("324"))
                        .forEach(words -> lines.add(words[1] + words[3]));
            }
        }
        return String.join("\n", lines);
    }
}
