package chatlab.mutants;

/// What the tools say about a variant.
sealed interface Verdict {
    /// One thread alone sees it break a promise.
    ///
    /// @param promise a guarantee that it declares, or LIVENESS
    record KilledByContract(String promise) implements Verdict {
        @Override
        public String toString() {
            return "killed by the contract: " + promise;
        }
    }

    /// The engine has an execution that breaks a promise.
    ///
    /// @param promise a guarantee that it declares, or LIVENESS
    /// @param program the title of the scenario
    /// @param executions how many the engine began until then, in all programs
    /// @param preemptions of the schedule that breaks it
    /// @param staleReads of the same schedule
    record KilledByEngine(
            String promise, String program, long executions, int preemptions, int staleReads)
            implements Verdict {
        @Override
        public String toString() {
            return "killed by the engine: %s in %s, %,d executions (%d preemptions, %d stale reads)"
                    .formatted(promise, program, executions, preemptions, staleReads);
        }
    }

    /// Nobody has seen it break a promise.
    ///
    /// @param executions of all programs
    /// @param isExhausted whether these were all within the bounds
    record Survived(long executions, boolean isExhausted) implements Verdict {
        @Override
        public String toString() {
            return "survived: %,d executions%s"
                    .formatted(executions, isExhausted ? "" : ", not exhausted");
        }
    }

    /// The engine or the contract has no answer.
    record NoAnswer(String why) implements Verdict {
        @Override
        public String toString() {
            return "no answer: " + why;
        }
    }
}
