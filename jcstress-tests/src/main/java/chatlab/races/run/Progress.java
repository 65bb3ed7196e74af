package chatlab.races.run;

/// Hears which test is running.
@FunctionalInterface
public interface Progress {
    /// Ignores it.
    Progress NONE = _ -> {};

    /// Hears the name of what begins now.
    void at(String what);
}
