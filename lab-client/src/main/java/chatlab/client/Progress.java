package chatlab.client;

/// Hears how far a swarm has got, a few times a second, on the swarm's thread.
@FunctionalInterface
public interface Progress {
    /// Hears nothing.
    Progress NONE = (_, _, _) -> {};

    /// The swarm has got so far.
    ///
    /// @param phase what the swarm is doing, such as `sending`
    /// @param done how much of it is done
    /// @param all how much there is to do
    void at(String phase, long done, long all);
}
