package chatlab.step.run;

import chatlab.engine.execution.LaneView;

import java.util.List;
import java.util.stream.IntStream;

/// A value that the next read of a thread may return, where there are several.
///
/// @param alternative 0 for the newest, or the number behind `~` in a schedule
/// @param reason when the read returns it
public record Choice(int alternative, String value, String reason) {
    /// Why there is a choice at all.
    public static final String WHY = "nothing orders that write before; a volatile would";

    /// The choices of a thread, the newest first; none if it has no choice.
    public static List<Choice> of(LaneView lane) {
        var candidates = lane.candidates();
        if (candidates.size() < 2) return List.of();
        var older =
                "if %s's write has not reached %s"
                        .formatted(candidates.getFirst().by(), lane.thread());
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> new Choice(i, candidates.get(i).value(), i == 0 ? "newest" : older))
                .toList();
    }
}
