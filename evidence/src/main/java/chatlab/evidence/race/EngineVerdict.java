package chatlab.evidence.race;

import com.fasterxml.jackson.annotation.JsonValue;

/// The engine's answer about one guarantee.
public enum EngineVerdict {
    /// A schedule that breaks the guarantee was found. It replays on any machine.
    WITNESS,
    /// Every execution of the programs within the bounds was run, and none broke the guarantee.
    EXHAUSTED,
    /// The budget of executions was used up first, and nothing was seen broken.
    NOT_EXHAUSTED,
    /// The code did something that the engine cannot schedule.
    UNCONTROLLED,
    /// The engine has no answer.
    NOT_RUN;

    /// As a file has it.
    @JsonValue
    @Override
    public String toString() {
        return name().replace('_', ' ');
    }
}
