package chatlab.client.faults;

import chatlab.terminal.Paint;
import chatlab.terminal.SafeText;

import java.util.ArrayList;
import java.util.List;

/// The result of one fault.
///
/// @param kept whether the server behaved as it should
/// @param figures the observations, one line each
record FaultReport(Fault fault, boolean kept, List<String> figures) {
    FaultReport {
        figures = List.copyOf(figures);
    }

    /// The observations, and what the server logged.
    static List<String> withLog(List<String> complaints, String... figures) {
        var all = new ArrayList<>(List.of(figures));
        all.add(
                complaints.isEmpty()
                        ? "the server logged no warning"
                        : "the server logged: " + complaints.getFirst());
        return all;
    }

    String text(Paint paint) {
        var text = new StringBuilder();
        var verdict = kept ? paint.good("kept") : paint.bad("NOT KEPT");
        text.append("%s: %s%n".formatted(fault, verdict));
        figures.forEach(line -> text.append("  ").append(SafeText.of(line)).append('\n'));
        return text.toString();
    }
}
