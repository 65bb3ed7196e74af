package chatlab.engine.execution;

import chatlab.engine.code.Place;

import org.jspecify.annotations.Nullable;

/// One thing that a thread does, in words.
///
/// @param what for instance `reads Mine.size = 0`
/// @param note why it is worth a look: which other values the read could have returned, or why it
///   returned an old one; null if there is nothing to say
public record Step(String thread, Place place, String what, @Nullable String note) {
    @Override
    public String toString() {
        var where = place.equals(Place.OUTSIDE) ? "" : " at " + place;
        return thread + " " + what + where + (note == null ? "" : "; " + note);
    }
}
