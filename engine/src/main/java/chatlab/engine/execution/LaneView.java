package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.code.Place;
import chatlab.engine.memory.Memory;
import chatlab.engine.memory.Write;

import java.util.List;

/// Where a thread of a paused execution stands.
///
/// @param next what it does next, for instance `reads Mine.size` or `waits for a permit`
/// @param candidates the values that its next read may return, the newest first; empty if it does
///   not read
public record LaneView(
        String thread, State state, Place place, String next, List<Candidate> candidates) {
    public enum State {
        READY,
        WAITING,
        ENDED
    }

    /// A value that a read may return.
    ///
    /// @param by the thread that wrote it, or `the program`
    /// @param at where it was written
    public record Candidate(String value, String by, Place at) {}

    static LaneView of(Lane lane, Memory memory, Words words) {
        var place = CodeIndex.place(lane.place);
        if (lane.isEnded)
            return new LaneView(lane.name(), State.ENDED, place, "has ended", List.of());
        var wait = lane.wait;
        if (wait != null && !lane.isReady()) {
            return new LaneView(
                    lane.name(), State.WAITING, place, "waits " + wait.what().get(), List.of());
        }
        var access = lane.next;
        if (access == null) {
            return new LaneView(lane.name(), State.READY, place, "continues", List.of());
        }
        var name = access.variable().kind();
        if (access.isWrite()) {
            return new LaneView(lane.name(), State.READY, place, "writes " + name, List.of());
        }
        var values =
                memory
                        .readable(lane.viewer(), access.shadow(), access.variable(), access.mode())
                        .stream()
                        .map(write -> candidate(write, words))
                        .toList();
        return new LaneView(lane.name(), State.READY, place, "reads " + name, values);
    }

    private static Candidate candidate(Write write, Words words) {
        return new Candidate(
                words.value(write.value()), words.author(write), CodeIndex.place(write.place()));
    }
}
