package chatlab.harness.contract;

import chatlab.harness.hang.Patience;

import java.util.List;

/// What the check of the sequential contract found.
public sealed interface ContractFinding {
    /// How long a single call may run before it counts as one that never ends.
    default Patience patience() {
        return switch (this) {
            case Held held -> held.patience;
            case Broken broken -> broken.patience;
            case NotRun _ -> Patience.LEAST;
        };
    }

    /// Does a call never return, or end the JVM, though one thread alone makes it?
    default boolean hangs() {
        return this instanceof Broken(var breaches, _)
                && breaches.stream().anyMatch(breach -> breach.kind() == Breach.Kind.LIVENESS);
    }

    /// Every sentence held.
    ///
    /// @param calls how many were made
    /// @param leavesInterrupted the name of a call that returned with its thread's interrupt flag
    ///   set; empty if none did
    record Held(long calls, String leavesInterrupted, Patience patience)
            implements ContractFinding {}

    /// Some did not.
    ///
    /// @param breaches at least one
    record Broken(List<Breach> breaches, Patience patience) implements ContractFinding {
        public Broken {
            breaches = List.copyOf(breaches);
        }
    }

    /// There is no answer: the strategy cannot be made, or its calls only wait.
    record NotRun(String why) implements ContractFinding {}
}
