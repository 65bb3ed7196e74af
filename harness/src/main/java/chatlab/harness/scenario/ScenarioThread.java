package chatlab.harness.scenario;

import java.util.List;
import java.util.stream.Collectors;

/// What one thread of a scenario does.
///
/// @param thread its name
public record ScenarioThread(String thread, List<Operation> operations) {
    public ScenarioThread {
        operations = List.copyOf(operations);
    }

    static ScenarioThread of(String thread, Operation... operations) {
        return new ScenarioThread(thread, List.of(operations));
    }

    /// Such as `join(ann); join(carol)`.
    public String text() {
        return operations.stream().map(Operation::toString).collect(Collectors.joining("; "));
    }
}
