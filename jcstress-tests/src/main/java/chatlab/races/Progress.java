package chatlab.races;

/// Hears which test is running.
@FunctionalInterface
interface Progress {
    /// Ignores it.
    Progress NONE = _ -> {};

    /// Hears the name of what begins now.
    void at(String what);
}
