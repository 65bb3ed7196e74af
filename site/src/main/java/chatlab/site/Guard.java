package chatlab.site;

import java.util.Optional;

/// Decides who may call. Called by many threads at once.
@FunctionalInterface
public interface Guard {

    /// Returns why the request is refused; empty if this guard has no objection.
    Optional<Refusal> check(Visit visit);

    /// This guard, then the other.
    default Guard and(Guard next) {
        return visit -> check(visit).or(() -> next.check(visit));
    }
}
