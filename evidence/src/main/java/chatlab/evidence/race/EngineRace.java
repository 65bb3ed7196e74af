package chatlab.evidence.race;

/// A data race that the engine has seen (JLS 17.4.5): two accesses to one variable, at least one of
/// them a write and one of them plain, that nothing orders. It need not break a promise.
///
/// @param variable for instance `Mine.size`; `Object[]` for an element of an array, and `ArrayList`
///   for what is inside a collection
public record EngineRace(String variable, Kind kind, Side one, Side other) {
    /// What the variable is. It decides what would order the accesses.
    public enum Kind {
        /// A field that is not volatile.
        FIELD,
        /// An element of an array.
        ELEMENT,
        /// A volatile field, or the value of an atomic, that is accessed in plain mode.
        PLAIN_MODE,
        /// The inside of a collection of `java.util`.
        COLLECTION
    }

    /// One of the two accesses.
    ///
    /// @param thread a thread that made it; others may make it as well
    /// @param write whether it writes
    /// @param place the line of the code under test that made it or has called the collection, for
    ///   instance `Mine.join:31`
    public record Side(String thread, boolean write, String place) {}
}
