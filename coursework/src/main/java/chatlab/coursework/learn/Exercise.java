package chatlab.coursework.learn;

import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.rubric.Tool;

import java.util.List;

/// One small thing to do, with a verdict.
public sealed interface Exercise {

    LabFolder lab();

    /// Unique on the ladder, such as `02-fix`.
    default String id() {
        return lab().number() + "-" + verb();
    }

    /// What is done in it.
    default String verb() {
        return switch (this) {
            case Predict _ -> "predict";
            case Step _ -> "step";
            case Fix _ -> "fix";
        };
    }

    /// Say which promises a strategy breaks, before it is run.
    record Predict(LabFolder lab, String strategy) implements Exercise {}

    /// Find a schedule in which a strategy breaks a promise.
    ///
    /// @param scenario that can show it, from the lab's handout
    record Step(LabFolder lab, String strategy, String guarantee, String scenario)
            implements Exercise {}

    /// Write code that keeps its promises.
    ///
    /// @param file in the lab's folder
    /// @param tool tries it
    /// @param guarantees that it must declare and keep
    record Fix(LabFolder lab, String file, Tool tool, List<String> guarantees) implements Exercise {
        public Fix {
            guarantees = List.copyOf(guarantees);
        }
    }
}
