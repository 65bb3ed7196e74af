package chatlab.step;

import java.util.List;

/// What playing a schedule came to.
///
/// @param played the turns taken, which may go on beyond those asked for
/// @param steps how many steps were taken in all
/// @param canGoOn the threads that could have gone on; none if all have ended or none can
record Result(Schedule played, Outcome outcome, int steps, List<String> canGoOn) {
    Result {
        canGoOn = List.copyOf(canGoOn);
    }

    boolean isOver() {
        return canGoOn.isEmpty();
    }
}
