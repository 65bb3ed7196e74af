package chatlab.relay.ordering;

import chatlab.relay.ordering.ViewSynchronyHeader.Kind;

import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.ViewId;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// If a server is gone, all others get the same of its messages before they learn that it is gone.
///
/// This is virtual synchrony (Birman and Joseph, *Exploiting Virtual Synchrony in Distributed
/// Systems*, SOSP 1987). A sender that crashes may have written a message to one server and not to
/// the next. So each server keeps the messages of a view until it knows that all have them. When a
/// view without some server arrives from below, it waits here: each server says how much it has
/// got; the first of those that have most repeats what others lack; and when all have the same, the
/// view goes up. Messages sent meanwhile wait, too, and belong to the new view.
///
/// It evens out one change of view at a time. If more servers go while it is about it, or if it
/// takes longer than two seconds, the view goes up all the same.
public final class ViewSynchrony extends Protocol {
    private static final short ID = 1705;
    private static final long PATIENCE_MILLIS = 2000;

    /// After so many messages a server says how much it has got.
    private static final int ACKNOWLEDGE = 50;

    static {
        ClassConfigurator.addProtocol(ID, ViewSynchrony.class);
        ClassConfigurator.add(ViewSynchronyHeader.ID, ViewSynchronyHeader.class);
    }

    private record Numbered(long number, Message message) {}

    // Three locks. One is held while sending down, one while passing up, so that nothing overtakes.
    // Neither is taken while the other is held: a sender may be blocked below until others have
    // received, and a protocol above may wait for its own sender. The monitor guards the state, is
    // taken last, and nothing is called while it is held.
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock passing = new ReentrantLock();

    // All guarded by this.
    private @Nullable View current;
    private @Nullable View next;
    private long sent;
    private int unacknowledged;
    private final Map<Address, Long> got = new LinkedHashMap<>();
    private final Map<Address, Deque<Numbered>> kept = new HashMap<>();
    private final Map<Address, Map<Address, Long>> acknowledged = new HashMap<>();
    private final Map<Address, Map<Address, Long>> last = new HashMap<>();
    private boolean repeated;
    private final Deque<Message> unsent = new ArrayDeque<>();
    private List<Message> early = new ArrayList<>();

    @Override
    public @Nullable Object down(Message message) {
        if (message.getDest() != null || message.isFlagSet(Message.Flag.OOB)) {
            return down_prot.down(message);
        }
        sending.lock();
        try {
            synchronized (this) {
                unsent.add(message);
            }
            sendDown();
        } finally {
            sending.unlock();
        }
        return null;
    }

    /// Sends what may be sent now. The caller holds the lock for sending.
    private void sendDown() {
        for (var message = stamped(); message != null; message = stamped()) {
            down_prot.down(message);
        }
    }

    private synchronized @Nullable Message stamped() {
        if (current == null || next != null) return null;
        var message = unsent.poll();
        if (message == null) return null;
        unacknowledged = 0;
        return message.putHeader(ID, header(Kind.DATA, current, ++sent));
    }

    /// The caller holds the monitor.
    private ViewSynchronyHeader header(Kind kind, View view, long number) {
        return new ViewSynchronyHeader(
                kind, view.getViewId(), local_addr, number, new LinkedHashMap<>(got));
    }

    /// Sends on a thread of its own, because those that bring messages must not block.
    private void sendAside(String name, Runnable send) {
        Thread.ofVirtual()
                .name("view synchrony: " + name)
                .start(() -> {
                    sending.lock();
                    try {
                        send.run();
                    } finally {
                        sending.unlock();
                    }
                });
    }

    private void sendControl(Kind kind) {
        ViewSynchronyHeader header;
        synchronized (this) {
            if (current == null) return;
            header = header(kind, current, 0);
        }
        down_prot.down(new EmptyMessage(null).putHeader(ID, header).setFlag(Message.Flag.NO_FC));
    }

    @Override
    public @Nullable Object up(Event event) {
        if (event.getType() == Event.TMP_VIEW) return null; // the view follows
        if (event.getType() != Event.VIEW_CHANGE) return up_prot.up(event);
        View view = event.getArg();
        inTurn(() -> viewFromBelow(view));
        return null;
    }

    @Override
    public @Nullable Object up(Message message) {
        ViewSynchronyHeader header = message.getHeader(ID);
        if (header == null) return up_prot.up(message);
        inTurn(() -> arrived(message, header));
        return null;
    }

    @Override
    public void up(MessageBatch batch) {
        var ours = new ArrayList<Message>();
        for (var it = batch.iterator(); it.hasNext(); ) {
            var message = it.next();
            if (message.getHeader(ID) == null) continue;
            it.remove();
            ours.add(message);
        }
        if (!ours.isEmpty())
            inTurn(() -> ours.forEach(message -> arrived(message, message.getHeader(ID))));
        if (!batch.isEmpty()) up_prot.up(batch);
    }

    private void inTurn(Runnable work) {
        passing.lock();
        try {
            work.run();
        } finally {
            passing.unlock();
        }
    }

    /// A view arrives from below. The caller holds the lock for passing up.
    private void viewFromBelow(View view) {
        boolean nobodyLeft;
        synchronized (this) {
            nobodyLeft =
                    current == null
                            || (next == null
                                    && view.getMembers().containsAll(current.getMembers()));
            if (next != null) last.clear(); // they did not know of this view
            repeated = false;
            next = view;
        }
        if (nobodyLeft) {
            passView(view);
            return;
        }
        sendAside("last", () -> sendControl(Kind.LAST));
        Thread.ofVirtual().name("view synchrony: patience").start(() -> giveUp(view));
        passViewIfEven();
    }

    private void giveUp(View view) {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        inTurn(() -> {
            boolean isStuck;
            synchronized (this) {
                isStuck = view.equals(next);
            }
            if (isStuck) passView(view);
        });
    }

    /// The caller holds the lock for passing up.
    private void passView(View view) {
        List<Message> waiting;
        synchronized (this) {
            current = view;
            next = null;
            sent = 0;
            got.clear();
            kept.clear();
            acknowledged.clear();
            last.clear();
            repeated = false;
            waiting = early;
            early = new ArrayList<>();
        }
        up_prot.up(new Event(Event.VIEW_CHANGE, view));
        sendAside("unsent", this::sendDown);
        for (var message : waiting) arrived(message, message.getHeader(ID));
    }

    /// The caller holds the lock for passing up.
    private void arrived(Message message, ViewSynchronyHeader header) {
        int age;
        synchronized (this) {
            if (current == null) return;
            age = age(header.view(), current.getViewId());
            if (age < 0) early.add(message);
        }
        if (age < 0) return;
        switch (header.kind()) {
            case DATA -> data(message, header, age > 0);
            case REPEATED -> repetition(message, header, age > 0);
            case ACKNOWLEDGMENT -> acknowledgment(message.getSrc(), header, age > 0);
            case LAST -> lastOf(message.getSrc(), header, age > 0);
        }
    }

    /// Negative if the view is later than this one, positive if it is earlier.
    private static int age(ViewId view, ViewId now) {
        return view.equals(now) ? 0 : view.compareToIDs(now) > 0 ? -1 : 1;
    }

    private void data(Message message, ViewSynchronyHeader header, boolean isOld) {
        boolean mustAcknowledge = false;
        synchronized (this) {
            var sender = message.getSrc();
            if (isOld && (current == null || !current.containsMember(sender))) return;
            if (!isOld) {
                if (header.number() <= got.getOrDefault(sender, 0L)) return;
                keep(sender, header.number(), message);
                acknowledged.put(sender, header.got());
                forget();
                mustAcknowledge = ++unacknowledged % ACKNOWLEDGE == 0;
            }
        }
        up_prot.up(message);
        if (mustAcknowledge) sendAside("got", () -> sendControl(Kind.ACKNOWLEDGMENT));
    }

    private void repetition(Message message, ViewSynchronyHeader header, boolean isOld) {
        var origin = header.origin();
        if (isOld || origin == null) return;
        Message original;
        try {
            original =
                    Util.messageFromBuffer(
                            message.getArray(), message.getOffset(), message.getLength());
        } catch (Exception e) { // JGroups declares no less
            log.error("cannot read a repeated message", e);
            return;
        }
        synchronized (this) {
            if (header.number() <= got.getOrDefault(origin, 0L)) return;
            keep(origin, header.number(), original);
        }
        up_prot.up(original);
        passViewIfEven();
    }

    /// The caller holds the monitor.
    private void keep(Address sender, long number, Message message) {
        got.put(sender, number);
        kept.computeIfAbsent(sender, _ -> new ArrayDeque<>()).add(new Numbered(number, message));
    }

    private synchronized void acknowledgment(
            Address sender, ViewSynchronyHeader header, boolean isOld) {
        if (isOld) return;
        acknowledged.put(sender, header.got());
        forget();
    }

    /// Drops what all have. The caller holds the monitor.
    private void forget() {
        if (current == null) return;
        for (var entry : kept.entrySet()) {
            long all = Long.MAX_VALUE;
            for (var member : current.getMembers()) {
                var theirs = member.equals(local_addr) ? got : acknowledged.get(member);
                all = Math.min(all, theirs == null ? 0 : theirs.getOrDefault(entry.getKey(), 0L));
            }
            var messages = entry.getValue();
            while (!messages.isEmpty() && messages.getFirst().number() <= all) {
                messages.removeFirst();
            }
        }
    }

    private void lastOf(Address sender, ViewSynchronyHeader header, boolean isOld) {
        if (isOld) return;
        synchronized (this) {
            last.put(sender, header.got());
        }
        passViewIfEven();
    }

    /// Passes the next view up if all that are left have the same, and repeats what others lack.
    /// The caller holds the lock for passing up.
    private void passViewIfEven() {
        View view;
        boolean isEven = true;
        var lacking = new ArrayList<Message>();
        synchronized (this) {
            if (current == null || next == null) return;
            view = next;
            var left = new ArrayList<>(view.getMembers());
            left.retainAll(current.getMembers());
            if (!last.keySet().containsAll(left)) return;
            for (var gone : current.getMembers()) {
                if (left.contains(gone)) continue;
                long most = 0;
                long least = Long.MAX_VALUE;
                Address holder = null;
                for (var member : left) {
                    long theirs = last.getOrDefault(member, Map.of()).getOrDefault(gone, 0L);
                    if (theirs > most) {
                        most = theirs;
                        holder = member;
                    }
                    least = Math.min(least, theirs);
                }
                if (local_addr.equals(holder) && !repeated) {
                    lacking.addAll(repetitions(gone, least, most));
                }
                isEven &= got.getOrDefault(gone, 0L) >= most;
            }
            repeated = true;
        }
        if (!lacking.isEmpty()) sendAside("repeat", () -> lacking.forEach(down_prot::down));
        if (isEven) passView(view);
    }

    /// The caller holds the monitor.
    private List<Message> repetitions(Address gone, long above, long upTo) {
        var result = new ArrayList<Message>();
        if (current == null) return result;
        for (var one : kept.getOrDefault(gone, new ArrayDeque<>())) {
            if (one.number() <= above || one.number() > upTo) continue;
            var header =
                    new ViewSynchronyHeader(
                            Kind.REPEATED, current.getViewId(), gone, one.number(), Map.of());
            try {
                result.add(
                        new BytesMessage(null, Util.messageToBuffer(one.message()))
                                .putHeader(ID, header)
                                .setFlag(Message.Flag.NO_FC));
            } catch (Exception e) { // JGroups declares no less
                log.error("cannot repeat a message", e);
            }
        }
        return result;
    }
}
