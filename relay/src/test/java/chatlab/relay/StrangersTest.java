package chatlab.relay;

import static chatlab.relay.TestNet.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import chatlab.process.ChildCommand;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Strangers get in nowhere, and harm nothing.
@Isolated("it looks at all sockets of the process")
class StrangersTest {
    @TempDir private Path directory;

    @Test
    void garbageHarmsNothingAndIsToldOnce() throws Exception {
        try (var net = TestNet.open("fifo", "a.lab", "b.lab")) {
            int port = port(net, 0);
            var random = new Random(5);
            for (int i = 0; i < 30; i++) {
                var garbage = new byte[1 + random.nextInt(2000)];
                random.nextBytes(garbage);
                throwAt(port, garbage);
            }
            // Begins as JGroups does, and goes on with a message of two gigabytes.
            throwAt(port, new byte[] {'b', 'e', 'l', 'a', 0x2d, 0x47, 0, 8, 0, 4, 127, 0, 0, 1});
            throwAt(port, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));

            net.node(0).send("still here");
            await(() -> net.node(1).has("still here"));
            await(() -> !net.node(0).notices.isEmpty());
            net.node(0).notices.removeIf(line -> line.startsWith("No server of this net"));
            assertThat(net.node(0).notices)
                    .allMatch(
                            line -> line.startsWith("A connection from 127.0.0.1 was refused: it"))
                    .hasSizeLessThan(4);
            assertThat(net.node(0).relay.view().number()).isEqualTo(2);
        }
    }

    @Test
    void strangersWhoSayNothingKeepNobodyOut() throws Exception {
        var ports = TestNet.freePorts(2);
        var silent = new ArrayList<Socket>();
        try (var net = new TestNet()) {
            net.add("fifo", "a.lab", ports.get(0), ports);
            for (int i = 0; i < 20; i++) {
                silent.add(
                        new Socket(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(ports.get(0))));
            }

            net.add("fifo", "b.lab", ports.get(1), ports);

            net.awaitWhole();
        } finally {
            for (var socket : silent) socket.close();
        }
    }

    @Test
    void onlyThoseWithTheKeyMeet() throws Exception {
        var key = key("ours.p12");
        var ports = TestNet.freePorts(4);
        try (var net = new TestNet()) {
            var a = open(net, "a.lab", ports.get(0), ports, key);
            var b = open(net, "b.lab", ports.get(1), ports, key);
            net.awaitWhole();
            var stranger = open(net, "c.lab", ports.get(2), ports, key("theirs.p12"));
            var open = open(net, "d.lab", ports.get(3), ports, null);

            a.send("secret");
            await(() -> b.has("secret"));
            stranger.send("let me in");
            open.send("me too");
            await(() -> stranger.has("let me in") && open.has("me too"));
            b.send("more");
            await(() -> a.has("more"));

            await(() -> a.notices.stream().anyMatch(line -> line.contains("not have the key")));
            assertThat(a.log()).containsExactly("secret", "more");
            assertThat(stranger.relay.view().servers()).containsExactly(new Server("c.lab"));
            assertThat(open.relay.view().servers()).containsExactly(new Server("d.lab"));
        }
    }

    @Test
    void theRelayListensWhereItWasToldAndNowhereElse() throws Exception {
        assumeThat(Path.of("/proc/self/net/tcp")).exists();
        var before = listening();
        var ports = TestNet.freePorts(1);
        try (var net = new TestNet()) {
            net.add("raft", "a.lab", ports.get(0), ports);

            var opened = new HashSet<>(listening());
            opened.removeAll(before);

            var port = "%04X".formatted(Integer.parseInt(ports.get(0)));
            assertThat(opened)
                    .allMatch(socket -> socket.endsWith(":" + port))
                    .allMatch(socket -> socket.contains("0100007F:"))
                    .hasSize(1);
        }
    }

    private static void throwAt(int port, byte[] bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // The relay has hung up already.
        }
    }

    private static int port(TestNet net, int index) {
        return net.node(index).port;
    }

    private TestNet.Node open(
            TestNet net, String name, String port, List<String> peers, @Nullable Path key)
            throws Refused {
        return net.add("fifo", name, port, peers, key);
    }

    private Path key(String name) throws Exception {
        var file = directory.resolve(name);
        var command =
                ("keytool -genkeypair -alias relay -keyalg EC -dname CN=relay -validity 3650"
                                + " -storetype PKCS12 -storepass chatlab -keystore ")
                        .split(" ");
        var words = new ArrayList<>(List.of(command));
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.add(file.toString());
        ChildCommand.of(words).run(Duration.ofMinutes(1));
        assertThat(file).exists();
        return file;
    }

    /// The sockets of this process that listen: TCP, and all UDP sockets.
    private static Set<String> listening() throws IOException {
        var inodes = new HashSet<String>();
        try (var files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var file : files) {
                try {
                    var target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring(8, target.length() - 1));
                    }
                } catch (IOException e) {
                    // closed meanwhile
                }
            }
        }
        var result = new HashSet<String>();
        for (var kind : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (var line : Files.readAllLines(Path.of("/proc/self/net", kind))) {
                var words = List.of(line.strip().split("\\s+", -1));
                if (words.size() < 10 || !inodes.contains(words.get(9))) continue;
                if (kind.startsWith("udp") || words.get(3).equals("0A")) {
                    result.add(kind + " " + words.get(1));
                }
            }
        }
        return result;
    }
}
