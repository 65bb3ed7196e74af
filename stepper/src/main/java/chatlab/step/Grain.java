package chatlab.step;

/// How much of a method one step is.
enum Grain {
    /// One line of source.
    LINE,
    /// One bytecode instruction.
    INSTRUCTION
}
