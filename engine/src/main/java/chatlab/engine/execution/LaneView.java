package chatlab.engine.execution;

import chatlab.engine.code.Place;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Memory;
import chatlab.engine.memory.Write;

import java.util.List;
import java.util.stream.Stream;

/// Where a thread of a paused execution stands.
///
/// @param next what it does next, for instance `reads Mine.size` or `waits for a permit`
/// @param frames the calls of the code under test that it is in, the innermost first
/// @param candidates the values that its next read may return, the newest first; empty if it does
///   not read
public record LaneView(
        String thread, State state, String next, List<Place> frames, List<Candidate> candidates) {
    public LaneView {
        frames = List.copyOf(frames);
        candidates = List.copyOf(candidates);
    }

    public enum State {
        READY,
        WAITING,
        ENDED
    }

    /// A value that a read may return.
    ///
    /// @param by the thread that wrote it, or `the program`
    public record Candidate(String value, String by) {}

    static LaneView of(Lane lane, Memory memory, Words words) {
        if (lane.isEnded) return view(lane, State.ENDED, "has ended", List.of());
        if (!lane.isReady())
            return view(lane, State.WAITING, "waits " + lane.waitsFor(), List.of());
        var access = lane.next;
        if (access == null) {
            var announced = lane.announced;
            var next = announced == null ? "continues" : announced.get();
            return view(lane, State.READY, next, List.of());
        }
        var name = name(access);
        if (access.isWrite()) return view(lane, State.READY, "writes " + name, List.of());
        var values =
                memory
                        .readable(lane.viewer(), access.shadow(), access.variable(), access.mode())
                        .stream()
                        .map(write -> candidate(write, words))
                        .toList();
        return view(lane, State.READY, "reads " + name, values);
    }

    private static String name(Lane.Next access) {
        var name = access.variable().kind().toString();
        return access.mode() == AccessMode.PLAIN
                ? name
                : name + " (" + access.mode().prefix().strip() + ")";
    }

    private static Candidate candidate(Write write, Words words) {
        return new Candidate(words.value(write.value()), words.author(write));
    }

    private static LaneView view(Lane lane, State state, String next, List<Candidate> candidates) {
        return new LaneView(lane.name(), state, next, frames(lane), candidates);
    }

    private static List<Place> frames(Lane lane) {
        var thread = lane.thread;
        if (thread == null || !lane.isStarted || lane.isEnded) return List.of();
        return Stream.of(thread.getStackTrace())
                .filter(frame -> Instrumented.LOADER.equals(frame.getClassLoaderName()))
                .map(LaneView::place)
                .toList();
    }

    private static Place place(StackTraceElement frame) {
        return new Place(
                Place.originalName(frame.getClassName()),
                frame.getMethodName(),
                String.valueOf(frame.getFileName()),
                Math.max(0, frame.getLineNumber()));
    }
}
