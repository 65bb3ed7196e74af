package chatlab.step;

import java.util.List;

/// All that was seen while a schedule was played.
///
/// @param moments one at the beginning and one after each step
record Trace(String strategy, Play play, List<Moment> moments, Result result) {
    Trace {
        moments = List.copyOf(moments);
    }
}
