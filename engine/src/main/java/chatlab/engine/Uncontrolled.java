package chatlab.engine;

import chatlab.engine.code.Place;

/// Why an exploration says nothing about a program.
///
/// @param what for instance `java.util.Timer runs outside the schedule`
public record Uncontrolled(String what, Place place) {
    /// Returns for instance `java.util.Timer at Mine.java:31 runs outside the schedule`.
    @Override
    public String toString() {
        return what + " (" + place.inFile() + ")";
    }
}
