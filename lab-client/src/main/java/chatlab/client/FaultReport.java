package chatlab.client;

import chatlab.terminal.Paint;

import java.util.List;

/// What came of one fault.
///
/// @param kept whether the server did as it should
/// @param figures what was seen, each a sentence
record FaultReport(Fault fault, boolean kept, List<String> figures) {
    FaultReport {
        figures = List.copyOf(figures);
    }

    String text(Paint paint) {
        var text = new StringBuilder();
        var verdict = kept ? paint.good("kept") : paint.bad("NOT KEPT");
        text.append("%s: %s%n".formatted(fault, verdict));
        figures.forEach(line -> text.append("  ").append(SafeText.of(line)).append('\n'));
        return text.toString();
    }
}
