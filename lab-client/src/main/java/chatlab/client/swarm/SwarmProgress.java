package chatlab.client.swarm;

/// Receives the progress of a swarm, a few times a second, on the swarm's thread.
@FunctionalInterface
public interface SwarmProgress {
    /// Ignores all reports.
    SwarmProgress NONE = (_, _, _) -> {};

    /// Reports progress.
    ///
    /// @param phase what the swarm is doing, such as `sending`
    /// @param done how much of it is done
    /// @param all how much there is in total
    void at(String phase, long done, long all);
}
