package chatlab.engine.execution;

import chatlab.engine.code.Place;

import org.jspecify.annotations.Nullable;

/// One thing that a thread does, in words.
///
/// @param what for instance `reads Mine.size = 0`
/// @param note why it is worth a look: which other values the read could have returned, or why it
///   returned an old one; null if there is nothing to say
public record Step(String thread, Place place, Kind kind, String what, @Nullable String note) {
    /// What sort of thing it is.
    public enum Kind {
        /// A read of memory, also by an atomic update that changes nothing.
        READ,
        /// A read that returns an older value than the newest.
        STALE_READ,
        WRITE,
        /// A lock, a wait, a notify, or anything else that threads do to one another.
        SYNCHRONIZATION,
        /// Code that is not under test runs.
        OUTSIDE,
        /// The program says what its thread does.
        PROGRAM
    }

    @Override
    public String toString() {
        var where = place.equals(Place.OUTSIDE) ? "" : " at " + place;
        return thread + " " + what + where + (note == null ? "" : "; " + note);
    }
}
