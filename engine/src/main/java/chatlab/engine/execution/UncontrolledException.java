package chatlab.engine.execution;

import chatlab.engine.code.Place;

/// The code under test does something that the engine cannot put under a schedule, or replay.
///
/// Then nothing is known about the code: neither that a promise holds nor that it is broken.
public final class UncontrolledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final transient Place place;

    /// @param what a clause such as `java.util.Timer runs outside the schedule`
    public UncontrolledException(String what, Place place) {
        super(what + " (" + place.inFile() + ")");
        this.what = what;
        this.place = place;
    }

    public String what() {
        return what;
    }

    public Place place() {
        return place;
    }
}
