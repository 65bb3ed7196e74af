package chatlab.step;

/// What is performed: a scenario, and how it is cut into steps.
///
/// @param depth whose lines are steps
/// @param grain how much one step is
record Play(Scenario scenario, Depth depth, Grain grain) {

    /// Such as `lines of the strategy`.
    String stepsInWords() {
        var whose =
                switch (depth) {
                    case STRATEGY -> "the strategy";
                    case JDK -> "the strategy and java.util";
                    case ALL -> "the strategy and the JDK";
                };
        return (grain == Grain.LINE ? "lines of " : "instructions of ") + whose;
    }
}
