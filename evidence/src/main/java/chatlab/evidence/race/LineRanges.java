package chatlab.evidence.race;

import java.util.ArrayList;
import java.util.List;

/// Lines of a source in words, such as `12, 30 to 32`.
public final class LineRanges {
    private LineRanges() {}

    /// The lines, with those that follow one another as a range.
    ///
    /// @param lines in order, each once
    public static String text(List<Integer> lines) {
        var ranges = new ArrayList<String>();
        int from = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i < lines.size() && lines.get(i) == lines.get(i - 1) + 1) continue;
            int first = lines.get(from);
            int last = lines.get(i - 1);
            ranges.add(first == last ? String.valueOf(first) : first + " to " + last);
            from = i;
        }
        return String.join(", ", ranges);
    }
}
