package chatlab.engine.execution;

/// To what a variable in a data race belongs. It decides what would order the accesses.
public enum Storage {
    /// A field of the code under test that is not volatile.
    FIELD,
    /// An element of an array of the code under test.
    ELEMENT,
    /// A volatile field, or the value of an atomic, that is accessed in plain mode.
    PLAIN_MODE,
    /// The inside of a collection of `java.util`.
    COLLECTION,
    /// The inside of a class of `java.util.concurrent`. Its authors know of the race.
    CONCURRENT
}
