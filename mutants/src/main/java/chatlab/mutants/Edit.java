package chatlab.mutants;

import java.util.Comparator;
import java.util.List;

/// Replaces the characters from `start` to before `end` of a source.
record Edit(int start, int end, String text) {

    /// The source after all the edits, which must not overlap.
    static String apply(String source, List<Edit> edits) {
        var result = new StringBuilder(source);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end).reversed())
                .forEach(edit -> result.replace(edit.start, edit.end, edit.text));
        return result.toString();
    }
}
