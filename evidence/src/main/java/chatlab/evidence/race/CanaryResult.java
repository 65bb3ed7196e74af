package chatlab.evidence.race;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Whether a run could see a bug at all. Without a sound canary no verdict of the run counts.
///
/// @param caught the planted bug was seen
/// @param held its correct twin was not seen broken
public record CanaryResult(boolean caught, boolean held) {

    /// Whether the verdicts of this run count.
    @JsonIgnore
    public boolean isSound() {
        return caught && held;
    }
}
