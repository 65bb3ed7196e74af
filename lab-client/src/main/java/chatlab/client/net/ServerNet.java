package chatlab.client.net;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.evidence.live.NetCounts;
import chatlab.process.FreePorts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several chat servers in JVMs of their own, joined by a relay. Confined to one thread.
public final class ServerNet implements AutoCloseable {
    private static final Duration MEETING = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    /// After so many equal reports nothing is on its way any more. Each has come through the relay.
    private static final int QUIET = 8;

    private final List<String> names;
    private final List<ServerProcess> processes;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final Set<String> promises = new TreeSet<>();
    private final Set<Integer> dead = new HashSet<>();

    /// Those that are split from the others at this moment.
    private final Set<Integer> parted = new TreeSet<>();

    private ServerNet(List<String> names, List<ServerProcess> processes) {
        this.names = List.copyOf(names);
        this.processes = processes;
    }

    /// Names for so many servers, at most 26: `a.lab`, `b.lab` …
    public static List<String> names(int servers) {
        return IntStream.range(0, servers).mapToObj(i -> (char) ('a' + i) + ".lab").toList();
    }

    /// Starts the servers, and waits until all of them have found all others.
    ///
    /// @param mainClass the main class of the `lab` command
    /// @param names such as `a.lab`
    /// @param port of the first server; the next ones have the next ports; 0: any free ones
    /// @param relay a name or a file
    /// @param arguments more arguments of each server
    public static ServerNet start(
            String mainClass, List<String> names, int port, String relay, List<String> arguments)
            throws ServerFailedException, InterruptedException {
        var processes = new ArrayList<ServerProcess>();
        var net = new ServerNet(names, processes);
        try {
            var ports = freePorts(names.size());
            var peers = ports.stream().map(String::valueOf).collect(Collectors.joining(","));
            for (int i = 0; i < names.size(); i++) {
                var words = new ArrayList<>(List.of("--name", names.get(i), "--relay", relay));
                words.addAll(List.of("--net", ports.get(i).toString(), "--peers", peers));
                words.addAll(arguments);
                int at = port == 0 ? 0 : port + i;
                processes.add(ServerProcess.startOneOf(names.size(), mainClass, at, words));
            }
            for (var process : processes) {
                var ready = process.awaitReady();
                net.addresses.add(ready.address());
                net.promises.addAll(ready.promises());
            }
            net.awaitAll();
            return net;
        } catch (ServerFailedException | InterruptedException | RuntimeException e) {
            net.close();
            throw e;
        }
    }

    private static List<Integer> freePorts(int count) throws ServerFailedException {
        try {
            return FreePorts.find(count);
        } catch (IOException e) {
            throw new ServerFailedException("There is no free port: " + e.getMessage(), 3);
        }
    }

    private void awaitAll() throws ServerFailedException, InterruptedException {
        long deadline = System.nanoTime() + MEETING.toNanos();
        var all = new HashSet<>(names);
        while (true) {
            boolean met = true;
            for (int i = 0; i < names.size(); i++) {
                met &= new HashSet<>(counts(i).view()).equals(all);
            }
            if (met) return;
            if (System.nanoTime() > deadline) {
                throw new ServerFailedException(
                        "The servers did not find one another within %d seconds. Is a firewall between ports of the loopback?"
                                .formatted(MEETING.toSeconds()),
                        3);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    public int size() {
        return names.size();
    }

    public String name(int server) {
        return names.get(server);
    }

    int index(String server) {
        return names.indexOf(server);
    }

    /// What the relay promises, by the names of `lab relays`.
    public Set<String> promises() {
        return promises;
    }

    public InetSocketAddress address(int server) {
        return addresses.get(server);
    }

    /// What has arrived at a server from each of the others.
    private NetCounts counts(int server) throws ServerFailedException, InterruptedException {
        processes.get(server).tell("counts");
        return processes.get(server).nextLine(NetCounts.class, "answer", ANSWER);
    }

    public boolean isAlive(int server) {
        return !dead.contains(server);
    }

    /// Loses a share of the packets that arrive at each server.
    void lose(double percent) {
        for (var process : processes) process.tell("loss " + percent + "%");
    }

    /// Ends a server as a crash does.
    void kill(int server) {
        dead.add(server);
        processes.get(server).close();
    }

    /// Parts one server from all others.
    void split(int server) {
        parted.add(server);
        part(server);
    }

    private void part(int server) {
        for (int other = 0; other < names.size(); other++) {
            if (other == server) continue;
            tell(server, "split " + names.get(other));
            tell(other, "split " + names.get(server));
        }
    }

    /// Joins a server with all others again, except those that are still parted themselves.
    void heal(int server) {
        parted.remove(server);
        for (int each = 0; each < names.size(); each++) tell(each, "heal");
        parted.forEach(this::part);
    }

    private void tell(int server, String line) {
        if (isAlive(server)) processes.get(server).tell(line);
    }

    /// Stops a process where it stands, or lets it go on.
    void pause(int server, boolean isOn) throws ServerFailedException, InterruptedException {
        processes.get(server).pause(isOn);
    }

    /// Whether nothing more will arrive at any server from any it can reach: all has arrived that
    /// was sent, or a server has told again and again that it sends nothing while nothing came.
    public boolean isQuiet() throws ServerFailedException, InterruptedException {
        for (int server = 0; server < names.size(); server++) {
            if (!isAlive(server)) continue;
            var counts = counts(server);
            for (var other : counts.view()) {
                var origin = counts.origins().getOrDefault(other, NetCounts.Origin.NONE);
                boolean all = origin.sent() >= 0 && origin.received() == origin.sent();
                if (!(all && origin.quiet() >= 1) && origin.quiet() < QUIET) return false;
            }
        }
        return true;
    }

    /// Runs an action when the first server has ended.
    void onEnd(Runnable action) {
        for (var process : processes) process.onExit(action);
    }

    /// Asks all servers to stop, and waits for them.
    public void stop() throws ServerFailedException, InterruptedException {
        for (int server = 0; server < names.size(); server++) {
            if (isAlive(server)) processes.get(server).closeInput();
        }
        for (int server = 0; server < names.size(); server++) {
            if (isAlive(server)) processes.get(server).stop();
        }
    }

    /// Kills what still runs.
    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }
}
