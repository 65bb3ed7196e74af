package chatlab.engine;

import chatlab.engine.execution.Director;
import chatlab.engine.execution.Lane;

import java.util.ArrayList;
import java.util.List;

/// Directs one execution of the search tree: as a node says, and by default after that.
///
/// By default the running thread continues, the first of those that can goes on when it cannot, and
/// reads return the newest write. After the node's last departure it notes where else the execution
/// could have gone.
final class Branches implements Director {
    /// A choice of another than the default.
    ///
    /// @param number counts the choices of an execution
    record Departure(int number, int choice) {}

    /// A choice that was left at its default.
    ///
    /// @param free so many of the options cost nothing
    record Open(int number, int options, int free, boolean isRead) {}

    private final List<Departure> departures;
    private final List<Open> open = new ArrayList<>();
    private int nextDeparture;
    private int choices;

    /// @param departures in the order of their numbers
    Branches(List<Departure> departures) {
        this.departures = departures;
    }

    List<Open> open() {
        return open;
    }

    private int choose(int options, int free, boolean isRead) {
        if (options == 1) return 0;
        int number = choices++;
        if (nextDeparture < departures.size()) {
            var departure = departures.get(nextDeparture);
            if (departure.number > number) return 0;
            nextDeparture++;
            if (departure.choice < options) return departure.choice;
            throw new DifferentRunException();
        }
        open.add(new Open(number, options, free, isRead));
        return 0;
    }

    @Override
    public Lane beforeStep(Lane running, Candidates others) {
        int chosen = choose(1 + others.lanes().size(), 1, false);
        return chosen == 0 ? running : others.lanes().get(chosen - 1);
    }

    @Override
    public Lane whenSpinning(Lane running, Candidates progressing, Candidates all) {
        return whenStuck(progressing);
    }

    @Override
    public Lane whenStuck(Candidates lanes) {
        int ready = lanes.ready();
        return lanes.lanes().get(choose(lanes.lanes().size(), ready, false));
    }

    @Override
    public int choose(Lane running, int options, Alternative kind) {
        return switch (kind) {
            case OLDER_WRITE -> choose(options, 1, true);
            case EQUAL -> choose(options, options, false);
            case SPURIOUS_FAILURE -> choose(options, 1, false);
        };
    }

    @Override
    public void stepTaken(Lane running) {}

    @Override
    public void ended() {
        if (nextDeparture < departures.size()) throw new DifferentRunException();
    }
}
