package chatlab.step.setup;

import chatlab.harness.scenario.Scenario;

/// What is run: a scenario, and how the code is cut into steps.
///
/// @param depth whose lines are steps
/// @param grain how much one step is
public record RunSetup(Scenario scenario, Depth depth, Grain grain) {

    /// Such as `lines of the strategy`.
    public String stepsInWords() {
        var whose =
                switch (depth) {
                    case STRATEGY -> "the strategy";
                    case JDK -> "the strategy and java.util";
                    case ALL -> "the strategy and the JDK";
                };
        return (grain == Grain.LINE ? "lines of " : "instructions of ") + whose;
    }
}
