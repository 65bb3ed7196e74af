package chatlab.races;

/// Hears what is running.
@FunctionalInterface
interface Progress {
    /// For whoever does not look.
    Progress NONE = _ -> {};

    /// Hears what begins now.
    void at(String what);
}
