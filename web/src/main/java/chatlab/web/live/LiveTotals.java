package chatlab.web.live;

import chatlab.evidence.live.SwarmFrame;
import chatlab.evidence.live.SwarmFrame.Flight;
import chatlab.evidence.live.SwarmFrame.Missed;
import chatlab.evidence.live.SwarmFrame.Verdict;
import chatlab.web.live.LiveFrame.Audit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Adds up the frames of one swarm: what its finished rounds found, and the round that runs.
///
/// Not thread-safe: [LiveRun] guards it.
final class LiveTotals {
    private static final long SECOND = 1_000_000_000;
    private static final int MOST_FLIGHTS = 16;

    /// Deliveries of all rounds, at a time.
    private record Reading(long nanos, long delivered) {}

    private final ArrayDeque<Reading> lastSecond = new ArrayDeque<>();
    private final TreeMap<Integer, Missed> missed = new TreeMap<>();
    private final List<Flight> flights = new ArrayList<>();
    private Audit finished = Audit.NONE;
    private long delivered;
    private @Nullable SwarmFrame latest;

    /// @param nanos when it arrived, as a value of [System#nanoTime()]
    void add(SwarmFrame frame, long nanos) {
        latest = frame;
        frame.flights().stream().limit(MOST_FLIGHTS - flights.size()).forEach(flights::add);
        lastSecond.add(new Reading(nanos, delivered + frame.delivered()));
        while (lastSecond.size() > 2 && nanos - lastSecond.getFirst().nanos() > SECOND) {
            lastSecond.removeFirst();
        }
        var verdict = frame.verdict();
        if (verdict == null || !verdict.isFinal()) return;
        finished = sum(finished, frame.sent(), verdict);
        delivered += frame.delivered();
        verdict.missed().forEach(each -> missed.merge(each.client(), each, LiveTotals::together));
    }

    private static Missed together(Missed before, Missed then) {
        return new Missed(then.client(), before.lost() + then.lost(), then.first());
    }

    private static Audit sum(Audit before, long sent, Verdict then) {
        return new Audit(
                before.sent() + sent,
                before.expected() + then.expected(),
                before.delivered() + then.delivered(),
                before.lost() + then.lost(),
                before.duplicated() + then.duplicated(),
                before.reordered() + then.reordered(),
                before.early() + then.early(),
                before.alien() + then.alien(),
                before.disconnected() + then.disconnected(),
                then.disagreement() == null ? before.disagreement() : then.disagreement());
    }

    @Nullable SwarmFrame latest() {
        return latest;
    }

    /// The verdict of the round that runs; null if there is none yet, or if it is in the sums.
    private @Nullable Verdict open() {
        var verdict = latest == null ? null : latest.verdict();
        return verdict == null || verdict.isFinal() ? null : verdict;
    }

    Audit audit() {
        var open = open();
        return latest == null || open == null ? finished : sum(finished, latest.sent(), open);
    }

    List<Missed> missed() {
        var open = open();
        if (open == null) return List.copyOf(missed.values());
        var all = new TreeMap<>(missed);
        open.missed().forEach(each -> all.merge(each.client(), each, LiveTotals::together));
        return List.copyOf(all.values());
    }

    /// Messages that were delivered in the last second.
    long rate() {
        if (lastSecond.size() < 2) return 0;
        var first = lastSecond.getFirst();
        var last = lastSecond.getLast();
        return (last.delivered() - first.delivered()) * SECOND / (last.nanos() - first.nanos());
    }

    /// The flights since the last call.
    List<Flight> takeFlights() {
        var taken = List.copyOf(flights);
        flights.clear();
        return taken;
    }
}
