package chatlab.coursework.rubric;

/// A door that code must pass before it is run: where it is shut, criteria that need the code earn
/// nothing.
public record Gate(String id, Kind kind) {

    /// What opens it.
    public enum Kind {
        /// The student's strategy compiles, alone, with the grader's own lab.
        COMPILES,
        /// It uses nothing that is not in the list of permitted APIs.
        PERMITTED
    }
}
