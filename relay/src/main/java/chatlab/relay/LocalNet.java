package chatlab.relay;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A net inside one JVM, without sockets and without threads of its own, for tests.
///
/// Events and views arrive at once, on the thread that causes them, and in the same order
/// everywhere. If another thread is delivering just then, it delivers this one's too
/// ([#awaitQuiet()]). Calls that hold, split and kill arrange what a real net does by bad luck. So
/// a test with one thread runs the same way every time.
public final class LocalNet {
    private final boolean majority;
    private final Map<String, Member> members =
            new LinkedHashMap<>(); // guarded by this; oldest first
    private final Map<Link, List<Runnable>> held = new HashMap<>(); // guarded by this
    private final ArrayDeque<Runnable> due = new ArrayDeque<>(); // guarded by this
    private @Nullable Thread delivering; // guarded by this

    private LocalNet(boolean majority) {
        this.majority = majority;
    }

    /// In a split, each part goes on by itself, and misses the events of the others for good.
    public static LocalNet available() {
        return new LocalNet(false);
    }

    /// In a split, only a part with more than half of all servers goes on. The others refuse
    /// events, and get what they missed when the split ends.
    public static LocalNet consistent() {
        return new LocalNet(true);
    }

    /// Joins the net.
    ///
    /// @throws Refused if a server of this name is in the net
    public Relay open(String name, Relay.Listener listener) throws Refused {
        var member = new Member(name, listener);
        synchronized (this) {
            if (members.putIfAbsent(name, member) != null) {
                throw new Refused(
                        Refused.Reason.NOT_OPENED,
                        "The net has a server called " + name + ". Choose another name.");
            }
            changeViews(false);
        }
        deliver();
        return member;
    }

    /// From now on, events from one server to another wait.
    public synchronized void hold(String from, String to) {
        held.putIfAbsent(new Link(from, to), new ArrayList<>());
    }

    /// Delivers what waits between these two, in the order sent, and holds no more.
    public void release(String from, String to) {
        synchronized (this) {
            var waiting = held.remove(new Link(from, to));
            if (waiting != null) due.addAll(waiting);
        }
        deliver();
    }

    /// Splits the net into these parts. A server that is in none of them is alone.
    public void split(List<List<String>> parts) {
        synchronized (this) {
            for (var member : members.values()) {
                member.part =
                        parts.stream()
                                .filter(part -> part.contains(member.name))
                                .findFirst()
                                .orElse(List.of(member.name));
            }
            changeViews(false);
        }
        deliver();
    }

    /// Ends the split.
    public void heal() {
        synchronized (this) {
            for (var member : members.values()) {
                member.part = List.of();
                due.addAll(member.missed);
                member.missed.clear();
            }
            changeViews(true);
        }
        deliver();
    }

    /// Ends a server as a crash does: it gets nothing more, and the others lose sight of it. What
    /// it has sent and somebody holds still arrives.
    public void kill(String name) {
        synchronized (this) {
            var member = members.remove(name);
            if (member == null) return;
            member.closed = true;
            changeViews(false);
        }
        deliver();
    }

    /// Waits until no thread is delivering.
    public synchronized void awaitQuiet() throws InterruptedException {
        while (delivering != null) wait();
    }

    /// Gives each server whose view has changed its new one. The caller holds the monitor.
    private void changeViews(boolean merged) {
        for (var member : members.values()) {
            var now = reachable(member).stream().map(other -> other.server).toList();
            var before = member.view.servers();
            if (now.equals(before)) continue;
            var view =
                    new View(
                            member.view.number() + 1,
                            now,
                            now.stream().filter(server -> !before.contains(server)).toList(),
                            before.stream().filter(server -> !now.contains(server)).toList(),
                            merged);
            member.view = view;
            due.add(() -> member.show(view));
        }
    }

    private List<Member> reachable(Member from) {
        return members.values().stream()
                .filter(to -> to == from || to.part.equals(from.part))
                .toList();
    }

    /// Runs what is due, in order, unless another thread is about it.
    private void deliver() {
        synchronized (this) {
            if (delivering != null) return;
            delivering = Thread.currentThread();
        }
        try {
            for (Runnable next = next(); next != null; next = next()) next.run();
        } finally {
            synchronized (this) {
                if (delivering == Thread.currentThread()) delivering = null; // a call has failed
                notifyAll();
            }
        }
    }

    /// The next delivery. With null, this thread has stopped delivering in the same step, so that
    /// nothing that is due is left to nobody.
    private synchronized @Nullable Runnable next() {
        var next = due.poll();
        if (next == null) delivering = null;
        return next;
    }

    private record Link(String from, String to) {}

    private final class Member implements Relay {
        private final String name;
        private final Server server;
        private final Listener listener;
        private final List<Runnable> missed = new ArrayList<>(); // guarded by the net
        private List<String> part = List.of(); // guarded by the net
        private View view =
                new View(0, List.of(), List.of(), List.of(), false); // guarded by the net
        private boolean closed; // guarded by the net
        private long sent; // guarded by the net
        private long returned; // guarded by the net
        private long received; // guarded by the net
        private long refused; // guarded by the net

        Member(String name, Listener listener) {
            this.name = Objects.requireNonNull(name);
            this.server = new Server(name);
            this.listener = listener;
        }

        @Override
        public void send(byte[] event) throws Refused {
            synchronized (LocalNet.this) {
                try {
                    mustBeSendable(event);
                } catch (Refused e) {
                    refused++;
                    throw e;
                }
                sent++;
                var now = reachable(this);
                for (var to : members.values()) {
                    Runnable arrival = () -> to.take(this, event.clone());
                    var waiting = held.get(new Link(name, to.name));
                    if (now.contains(to)) Objects.requireNonNullElse(waiting, due).add(arrival);
                    else if (majority) to.missed.add(arrival);
                }
            }
            deliver();
        }

        private void mustBeSendable(byte[] event) throws Refused {
            if (closed) throw Refusals.closed(name);
            if (event.length > MAX_EVENT) throw Refusals.tooLong(event.length);
            int reached = reachable(this).size();
            if (majority && reached * 2 <= members.size()) {
                throw Refusals.noMajority(reached, members.size());
            }
        }

        private void take(Member from, byte[] event) {
            synchronized (LocalNet.this) {
                if (closed) return;
                received++;
                if (from == this) returned++;
            }
            listener.received(from.server, event);
        }

        private void show(View newView) {
            synchronized (LocalNet.this) {
                if (closed) return;
            }
            listener.view(newView);
        }

        @Override
        public View view() {
            synchronized (LocalNet.this) {
                return view;
            }
        }

        @Override
        public RelayStats stats() {
            synchronized (LocalNet.this) {
                return new RelayStats(sent, returned, received, refused, sent, received, 0);
            }
        }

        @Override
        public void close() {
            synchronized (LocalNet.this) {
                if (closed) return;
            }
            kill(name);
        }
    }
}
