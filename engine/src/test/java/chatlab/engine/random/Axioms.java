package chatlab.engine.random;

import chatlab.engine.random.RandomProgram.Action;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Enumerates the outcomes of a random program from the axioms alone.
///
/// For each synchronization order that locks permit, happens-before is the transitive closure of
/// program order and synchronizes-with (JLS 17.4.4 and 17.4.5). A volatile read returns the latest
/// write before it in the synchronization order; a plain read returns any write that does not
/// happen after it and is not hidden by another. Allowed is what has no cycle in program order,
/// reads-from and synchronization order together: that excludes reads of later writes.
final class Axioms {
    private enum Kind {
        READ,
        WRITE,
        LOCK,
        UNLOCK
    }

    private record Event(int thread, Kind kind, int variable, int value) {
        boolean isSynchronizing() {
            return kind == Kind.LOCK || kind == Kind.UNLOCK || variable >= 2;
        }
    }

    /// The value that each variable has at first.
    private static final int INITIAL = -1;

    private static final int UNKNOWN = -2;

    private final List<Event> events = new ArrayList<>();
    private final List<List<Integer>> byThread = new ArrayList<>();
    private final Set<String> outcomes = new TreeSet<>();

    private Axioms(RandomProgram program) {
        for (int t = 0; t < program.threads().size(); t++) {
            var own = new ArrayList<Integer>();
            for (var access : program.threads().get(t)) {
                if (access.isLocked()) add(own, new Event(t, Kind.LOCK, -1, 0));
                add(own, event(t, access));
                if (access.isLocked()) add(own, new Event(t, Kind.UNLOCK, -1, 0));
            }
            byThread.add(own);
        }
    }

    private static Event event(int thread, Action access) {
        var kind = access.isRead() ? Kind.READ : Kind.WRITE;
        return new Event(thread, kind, access.variable(), access.value());
    }

    private void add(List<Integer> own, Event event) {
        own.add(events.size());
        events.add(event);
    }

    static Set<String> outcomesOf(RandomProgram program) {
        var axioms = new Axioms(program);
        axioms.orderFrom(new int[axioms.byThread.size()], new ArrayList<>(), null);
        return axioms.outcomes;
    }

    /// Extends a synchronization order in all ways.
    ///
    /// @param at how many events of each thread are behind
    /// @param owner who holds the lock
    private void orderFrom(int[] at, List<Integer> order, @Nullable Integer owner) {
        boolean isComplete = true;
        for (int t = 0; t < at.length; t++) {
            int next = nextSynchronizing(t, at[t]);
            if (next == byThread.get(t).size()) continue;
            isComplete = false;
            int event = byThread.get(t).get(next);
            var kind = events.get(event).kind;
            if (kind == Kind.LOCK && owner != null) continue;
            int before = at[t];
            at[t] = next + 1;
            order.add(event);
            orderFrom(
                    at,
                    order,
                    kind == Kind.LOCK ? Integer.valueOf(t) : kind == Kind.UNLOCK ? null : owner);
            order.removeLast();
            at[t] = before;
        }
        if (isComplete) assignReads(order);
    }

    private int nextSynchronizing(int thread, int from) {
        var own = byThread.get(thread);
        int next = from;
        while (next < own.size() && !events.get(own.get(next)).isSynchronizing()) next++;
        return next;
    }

    private void assignReads(List<Integer> order) {
        int n = events.size();
        var happensBefore = programOrder();
        var readsFrom = new int[n];
        Arrays.fill(readsFrom, UNKNOWN);
        for (int i = 0; i < order.size(); i++) {
            var later = events.get(order.get(i));
            if (later.kind == Kind.READ) readsFrom[order.get(i)] = INITIAL;
            for (int j = 0; j < i; j++) {
                var earlier = events.get(order.get(j));
                if (synchronizes(earlier, later)) {
                    happensBefore[order.get(j)][order.get(i)] = true;
                    if (later.kind == Kind.READ) readsFrom[order.get(i)] = order.get(j);
                }
            }
        }
        close(happensBefore);
        assignPlainRead(0, happensBefore, order, readsFrom);
    }

    private static boolean synchronizes(Event earlier, Event later) {
        if (earlier.kind == Kind.UNLOCK) return later.kind == Kind.LOCK;
        return earlier.kind == Kind.WRITE
                && later.kind == Kind.READ
                && earlier.variable == later.variable;
    }

    private boolean[][] programOrder() {
        var order = new boolean[events.size()][events.size()];
        for (var own : byThread) {
            for (int i = 0; i < own.size(); i++) {
                for (int j = i + 1; j < own.size(); j++) order[own.get(i)][own.get(j)] = true;
            }
        }
        return order;
    }

    private static void close(boolean[][] relation) {
        int n = relation.length;
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                if (!relation[i][k]) continue;
                for (int j = 0; j < n; j++) relation[i][j] |= relation[k][j];
            }
        }
    }

    private void assignPlainRead(
            int from, boolean[][] happensBefore, List<Integer> order, int[] readsFrom) {
        int read = from;
        while (read < events.size()
                && (events.get(read).kind != Kind.READ || readsFrom[read] != UNKNOWN)) {
            read++;
        }
        if (read == events.size()) {
            if (isAcyclic(order, readsFrom)) outcomes.add(outcome(readsFrom));
            return;
        }
        for (int write = INITIAL; write < events.size(); write++) {
            if (!maySee(read, write, happensBefore)) continue;
            readsFrom[read] = write;
            assignPlainRead(read + 1, happensBefore, order, readsFrom);
            readsFrom[read] = UNKNOWN;
        }
    }

    private boolean maySee(int read, int write, boolean[][] happensBefore) {
        if (write != INITIAL && (!isWriteTo(write, read) || happensBefore[read][write]))
            return false;
        for (int other = 0; other < events.size(); other++) {
            if (other != write
                    && isWriteTo(other, read)
                    && happensBefore[other][read]
                    && (write == INITIAL || happensBefore[write][other])) {
                return false; // hidden
            }
        }
        return true;
    }

    private boolean isWriteTo(int write, int read) {
        return events.get(write).kind == Kind.WRITE
                && events.get(write).variable == events.get(read).variable;
    }

    private boolean isAcyclic(List<Integer> order, int[] readsFrom) {
        var all = programOrder();
        for (int i = 0; i + 1 < order.size(); i++) all[order.get(i)][order.get(i + 1)] = true;
        for (int read = 0; read < readsFrom.length; read++) {
            if (readsFrom[read] >= 0) all[readsFrom[read]][read] = true;
        }
        close(all);
        for (int i = 0; i < all.length; i++) {
            if (all[i][i]) return false;
        }
        return true;
    }

    private String outcome(int[] readsFrom) {
        var reads = new ArrayList<List<Integer>>();
        for (var own : byThread) {
            var values = new ArrayList<Integer>();
            for (int event : own) {
                if (events.get(event).kind != Kind.READ) continue;
                int write = readsFrom[event];
                values.add(write == INITIAL ? 0 : events.get(write).value);
            }
            reads.add(values);
        }
        return RandomProgram.outcome(reads);
    }
}
