package chatlab.evidence.race;

/// What would become of a witness if one variable, and nothing else, were volatile; and if that
/// does not help, if each method that uses it were `synchronized`.
///
/// @param variable a field in a data race, such as `Mine.size`; or an array, such as
///   `Subscriber[]`, if the witness needs a stale read and nothing but elements is in a data race
/// @param executions how many executions of the witness's program the answer rests on
public record VolatileTrial(String variable, Outcome outcome, long executions) {
    /// The answer.
    public enum Outcome {
        /// All executions of the program within the bounds were run, and none broke anything that
        /// the strategy promises.
        CURED,
        /// The same, but only with each method that uses the variable `synchronized`.
        CURED_BY_MONITOR,
        /// A schedule still breaks what the strategy promises with the variable volatile.
        STILL_BROKEN,
        /// Not all executions were tried: the budget was used up, or other fields came first.
        UNDECIDED,
        /// The elements of an array cannot be volatile.
        IMPOSSIBLE
    }
}
