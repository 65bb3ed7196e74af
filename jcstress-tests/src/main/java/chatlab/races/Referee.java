package chatlab.races;

import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/// Judges one [Scene] after both callers are through: which promise, if any, was not kept.
///
/// It holds the channel to every guarantee at once, and says the worst that it sees of membership,
/// or else of deliveries, of each order, and of silence after a leave. Where a promise leaves room,
/// so does the referee: members in no particular order, a delivery or none to whoever comes or goes
/// during a broadcast, a second one to whoever leaves and joins again meanwhile. Where both callers
/// move the same subscriber, membership alone is judged.
///
/// How it ends is looked at twice, in the list of subscribers and with a last broadcast, since a
/// structure may be whole in one and torn in the other.
final class Referee {
    /// What is broadcast when all is quiet.
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

    /// The id of what was seen, as [Seen] explains it.
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

    // Membership: how it ends.

    /// What is seen when all is quiet again: of membership, in the list and by who is reached; and
    /// of the last broadcast itself.
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
            // A broadcast that failed, or is not done, says nothing about who is in.
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

    /// How it can end for this member, in any order of the calls about it that explains all that
    /// they returned; neither IN nor OUT if there is no such order.
    ///
    /// That each member for itself has an order is enough: a set is linearizable when each of its
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

    /// Does the call return what a call alone would, for a member who is in or out?
    private static boolean returnsTrue(Call call, boolean in) {
        boolean changes = call.kind() == Call.Kind.JOIN ? !in : in;
        return changes == (call.result() == 1);
    }

    // Lists and deliveries while the other caller was at work.

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

    /// Is it certain that this member was in for the whole of a call?
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

    /// How often one may get one message, or be met by one who walks through the list: once for
    /// each time it was in.
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

    /// Were exactly these the members at some instant of a broadcast?
    private boolean wereEverMembers(long receivers, Caller caller, int position, Caller other) {
        long members = scene.initially();
        for (int i = 0; i < position; i++) {
            var call = caller.calls.get(i);
            if (call.changesMembership() && other.concerns(scene.cast.get(call.about()))) {
                return true; // both move it: anything may be
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

    /// Negative if the log has the first message before the second; 0 if it has not both.
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
