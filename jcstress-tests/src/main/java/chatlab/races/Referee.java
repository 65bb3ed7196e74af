package chatlab.races;

import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/// Judges one [Scene] after both callers have finished: which promises were broken.
///
/// It checks every guarantee at once. If membership is broken, it reports only the worst violation
/// of membership. Otherwise it reports the worst violation of the deliveries, of each order, and of
/// silence after a leave. The referee allows everything that a promise allows: members in any
/// order; a delivery or none to a subscriber that joins or leaves during a broadcast; a second
/// delivery to a subscriber that leaves and joins again meanwhile. If both callers move the same
/// subscriber, only membership is judged.
///
/// It checks the final members twice, in the list of subscribers and with a last broadcast, because
/// a data structure may be correct in one and wrong in the other.
final class Referee {
    /// The last broadcast, after both callers.
    private static final int LAST = 15;

    private static final int OUT = 1;
    private static final int IN = 2;

    private final Scene scene;
    private final Caller ann;
    private final Caller bob;

    Referee(Scene scene) {
        this.scene = scene;
        this.ann = scene.ann;
        this.bob = scene.bob;
    }

    /// The outcome's id, as [Seen] explains it.
    String seen() {
        for (var caller : List.of(ann, bob)) {
            for (var call : caller.calls) {
                if (call.thrown() != null && call.kind() != Call.Kind.BROADCAST) {
                    return Seen.JOIN_THREW.because(call.thrown());
                }
            }
        }
        var ending = ending();
        if (!ending.equals(Seen.FINE.name())) return ending;
        for (var caller : List.of(ann, bob)) {
            for (var call : caller.calls) {
                if (call.thrown() != null) return Seen.BROADCAST_THREW.because(call.thrown());
            }
        }
        var seen =
                EnumSet.of(
                        worst(meanwhile(ann, bob), meanwhile(bob, ann)),
                        worst(senderOrder(ann), senderOrder(bob)),
                        totalOrder(),
                        silence());
        if (seen.size() > 1) seen.remove(Seen.FINE);
        return seen.size() == 1
                ? seen.iterator().next().name()
                : seen.stream().map(Seen::name).collect(Collectors.joining("+"));
    }

    private static Seen worst(Seen one, Seen other) {
        if (one == Seen.FINE) return other;
        return other == Seen.FINE || one.compareTo(other) < 0 ? one : other;
    }

    // Membership: the final state.

    /// The outcome of the final state: of membership, in the list and in the receivers of the last
    /// broadcast; and of that broadcast itself.
    private String ending() {
        List<Subscriber<Integer>> listed;
        try {
            listed = scene.subscribers();
        } catch (Throwable e) {
            return Seen.JOIN_THREW.because(e);
        }
        Throwable thrown = null;
        int taken = 0;
        try {
            taken = scene.broadcast(LAST);
        } catch (Throwable e) {
            thrown = e;
        }
        var seen = Seen.FINE;
        int inTheEnd = 0;
        int reached = 0;
        for (var subscriber : listed) {
            if (subscriber == null) return Seen.NULL_SLOT.name();
            if (!scene.isOfTheCast(subscriber)) seen = Seen.GHOST;
        }
        for (var member : scene.cast) reached += Member.count(member.log(), LAST);
        boolean isWhole = thrown == null && taken <= reached;
        for (var member : scene.cast) {
            int times = occurrences(listed, member);
            // A broadcast that failed, or is not finished, does not show the members.
            int got = isWhole ? Member.count(member.log(), LAST) : Math.min(times, 1);
            seen = worst(seen, ending(member, times, got));
            inTheEnd += times;
        }
        if (seen != Seen.FINE) return seen.name();
        if (thrown != null) return Seen.BROADCAST_THREW.because(thrown);
        if (taken > reached && reached < inTheEnd) return Seen.UNFINISHED.name();
        return taken != inTheEnd ? Seen.MISCOUNTED.name() : Seen.FINE.name();
    }

    private Seen ending(Member member, int listed, int reached) {
        int possible = endings(member);
        if (possible == 0) return Seen.CONTRADICTION;
        if (listed > 1 || reached > 1) return Seen.DOUBLED;
        if (listed != reached) return possible == IN ? Seen.LOST : Seen.HALF_IN;
        if (listed == 0 && possible == IN) return Seen.LOST;
        if (listed == 1 && possible == OUT) return Seen.GHOST;
        return Seen.FINE;
    }

    /// The possible final states of this member, in all orders of its calls that explain their
    /// results; neither IN nor OUT if no order explains them.
    ///
    /// It is enough that each member has such an order: a set is linearizable if each of its
    /// elements is (Herlihy and Wing, 1990, theorem 1).
    private int endings(Member member) {
        boolean in = scene.isInAtFirst(member);
        if (!ann.concerns(member) && !bob.concerns(member)) return in ? IN : OUT;
        return endings(member, 0, 0, in);
    }

    private int endings(Member member, int annDone, int bobDone, boolean in) {
        int a = nextAbout(member, ann.calls, annDone);
        int b = nextAbout(member, bob.calls, bobDone);
        if (a == ann.calls.size() && b == bob.calls.size()) return in ? IN : OUT;
        int endings = 0;
        if (a < ann.calls.size() && returnsTrue(ann.calls.get(a), in)) {
            endings |= endings(member, a + 1, b, ann.calls.get(a).kind() == Call.Kind.JOIN);
        }
        if (b < bob.calls.size() && returnsTrue(bob.calls.get(b), in)) {
            endings |= endings(member, a, b + 1, bob.calls.get(b).kind() == Call.Kind.JOIN);
        }
        return endings;
    }

    private static int nextAbout(Member member, List<Call> calls, int from) {
        int next = from;
        while (next < calls.size()
                && !(calls.get(next).changesMembership()
                        && calls.get(next).about() == member.index)) {
            next++;
        }
        return next;
    }

    /// Whether the call returns what it returns when it runs alone, for a member that is in or out.
    private static boolean returnsTrue(Call call, boolean in) {
        boolean changes = call.kind() == Call.Kind.JOIN ? !in : in;
        return changes == (call.result() == 1);
    }

    // Lists and deliveries during the other caller's calls.

    private Seen meanwhile(Caller caller, Caller other) {
        var seen = Seen.FINE;
        for (int i = 0; i < caller.calls.size(); i++) {
            var call = caller.calls.get(i);
            if (call.kind() == Call.Kind.BROADCAST) {
                seen = worst(seen, delivery(caller, i, other));
            } else if (call.listed() != null) {
                seen = worst(seen, list(call.listed(), caller, i, other));
            }
        }
        return seen;
    }

    private Seen list(List<Subscriber<Integer>> listed, Caller caller, int position, Caller other) {
        for (var subscriber : listed) {
            if (subscriber == null) return Seen.NULL_SLOT;
            if (!scene.isOfTheCast(subscriber)) return Seen.BAD_LIST;
        }
        for (var member : scene.cast) {
            int times = occurrences(listed, member);
            if (times == 0 && stays(member, caller, position, other)) return Seen.BAD_LIST;
            if (times > entries(member)) return Seen.BAD_LIST;
        }
        return Seen.FINE;
    }

    private Seen delivery(Caller caller, int position, Caller other) {
        var call = caller.calls.get(position);
        var seen = Seen.FINE;
        int total = 0;
        long receivers = 0;
        for (var member : scene.cast) {
            int got = Member.count(member.log(), call.message());
            total += got;
            if (got > 0) receivers |= 1L << member.index;
            if (member.index == call.about()) {
                if (got > 0) seen = worst(seen, Seen.ECHO);
            } else if (got == 0 && stays(member, caller, position, other)) {
                seen = worst(seen, Seen.MISSED);
            }
            if (got > entries(member)) seen = worst(seen, Seen.TWICE);
        }
        if (seen == Seen.MISSED && total < call.result()) seen = Seen.UNFINISHED;
        else if (total != call.result()) seen = worst(seen, Seen.MISCOUNTED);
        if (seen == Seen.FINE && !wereEverMembers(receivers, caller, position, other)) {
            return Seen.NEVER_TOGETHER;
        }
        return seen;
    }

    /// Whether this member was certainly in during a whole call.
    private boolean stays(Member member, Caller caller, int position, Caller other) {
        boolean in = scene.isInAtFirst(member);
        boolean moved = false;
        for (int i = 0; i < position; i++) {
            var call = caller.calls.get(i);
            if (call.changesMembership() && call.about() == member.index) {
                in = call.kind() == Call.Kind.JOIN;
                moved = true;
            }
        }
        if (!in || !other.concerns(member)) return in;
        return !moved && other.calls.stream().noneMatch(call -> isLeave(call, member));
    }

    private static boolean isLeave(Call call, Member member) {
        return call.kind() == Call.Kind.LEAVE && call.about() == member.index;
    }

    /// How often a member may get one message or occur in one list: once for each time that it was
    /// in.
    private int entries(Member member) {
        int entries = scene.isInAtFirst(member) ? 1 : 0;
        for (var caller : List.of(ann, bob)) {
            for (var call : caller.calls) {
                if (call.kind() == Call.Kind.JOIN && call.about() == member.index) {
                    entries += call.result();
                }
            }
        }
        return Math.max(1, entries);
    }

    /// Whether exactly these were the members at some instant of a broadcast.
    private boolean wereEverMembers(long receivers, Caller caller, int position, Caller other) {
        long members = scene.initially();
        for (int i = 0; i < position; i++) {
            var call = caller.calls.get(i);
            if (call.changesMembership() && other.concerns(scene.cast.get(call.about()))) {
                return true; // both move it, so every result is possible
            }
            members = after(call, members);
        }
        int sender = caller.calls.get(position).about();
        long all = sender < 0 ? -1 : ~(1L << sender);
        if ((members & all) == receivers) return true;
        for (var call : other.calls) {
            members = after(call, members);
            if ((members & all) == receivers) return true;
        }
        return false;
    }

    private static long after(Call call, long members) {
        return switch (call.kind()) {
            case JOIN -> members | 1L << call.about();
            case LEAVE -> members & ~(1L << call.about());
            case BROADCAST, LIST -> members;
        };
    }

    // Order.

    private Seen senderOrder(Caller caller) {
        for (int i = 0; i < caller.calls.size(); i++) {
            for (int j = i + 1; j < caller.calls.size(); j++) {
                var earlier = caller.calls.get(i);
                var later = caller.calls.get(j);
                if (areOfOneSender(earlier, later)) {
                    for (var member : scene.cast) {
                        if (order(member.log(), earlier, later) > 0) return Seen.OVERTAKEN;
                    }
                }
            }
        }
        return Seen.FINE;
    }

    private static boolean areOfOneSender(Call earlier, Call later) {
        return earlier.kind() == Call.Kind.BROADCAST
                && later.kind() == Call.Kind.BROADCAST
                && earlier.about() == later.about();
    }

    private Seen totalOrder() {
        for (var one : ann.calls) {
            for (var other : bob.calls) {
                if (one.kind() != Call.Kind.BROADCAST || other.kind() != Call.Kind.BROADCAST) {
                    continue;
                }
                int agreed = 0;
                for (var member : scene.cast) {
                    int order = order(member.log(), one, other);
                    if (order * agreed < 0) return Seen.DISAGREED;
                    if (order != 0) agreed = order;
                }
            }
        }
        return Seen.FINE;
    }

    /// Negative if the log has the first message before the second; 0 if it does not have both.
    private static int order(long log, Call first, Call second) {
        int one = Member.position(log, first.message());
        int other = Member.position(log, second.message());
        return one < 0 || other < 0 ? 0 : Integer.compare(other, one);
    }

    private Seen silence() {
        for (var member : scene.cast) {
            if (member.isLate() && !(ann.concerns(member) && bob.concerns(member))) {
                return Seen.LATE;
            }
        }
        return Seen.FINE;
    }

    private static int occurrences(
            List<? extends @Nullable Subscriber<Integer>> listed, Member member) {
        int times = 0;
        for (var subscriber : listed) {
            if (subscriber == member) times++;
        }
        return times;
    }
}
