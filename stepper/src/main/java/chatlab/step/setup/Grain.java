package chatlab.step.setup;

/// How much of a method one step is.
public enum Grain {
    /// One line of source.
    LINE,
    /// One bytecode instruction.
    INSTRUCTION
}
