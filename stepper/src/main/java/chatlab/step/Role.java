package chatlab.step;

import java.util.List;
import java.util.stream.Collectors;

/// What one thread of a scenario does.
///
/// @param thread its name
record Role(String thread, List<Operation> operations) {
    Role {
        operations = List.copyOf(operations);
    }

    static Role of(String thread, Operation... operations) {
        return new Role(thread, List.of(operations));
    }

    /// Such as `join(ann); join(carol)`.
    String text() {
        return operations.stream().map(Operation::toString).collect(Collectors.joining("; "));
    }
}
