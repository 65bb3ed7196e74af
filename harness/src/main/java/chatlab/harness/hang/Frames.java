package chatlab.harness.hang;

import java.util.ArrayList;
import java.util.List;

/// Stack frames as people read them: what the student wrote stays, the rest is folded.
final class Frames {
    private static final String INDENT = "    ";

    private Frames() {}

    /// One line for each frame of the strategy.
    ///
    /// Of several frames of the JDK in a row only the first and the last stay, and several of the
    /// lab's own are one line. What lies below the outermost call of the strategy is the lab's, and
    /// is left out.
    static List<String> folded(List<StackTraceElement> frames) {
        var lines = new ArrayList<String>();
        int end = frames.size();
        while (end > 0 && isTheLabs(frames.get(end - 1))) end--;
        int i = 0;
        while (i < end) {
            int next = i + 1;
            if (isTheLabs(frames.get(i))) {
                while (next < end && isTheLabs(frames.get(next))) next++;
                lines.add(INDENT + "inside a subscriber's deliver, called");
            } else if (isTheJdks(frames.get(i))) {
                while (next < end && isTheJdks(frames.get(next))) next++;
                lines.add(INDENT + "at " + frames.get(i));
                if (next - i > 3) lines.add(INDENT + "… " + (next - i - 2) + " frames of the JDK");
                else if (next - i == 3) lines.add(INDENT + "at " + frames.get(i + 1));
                if (next - i > 1) lines.add(INDENT + "at " + frames.get(next - 1));
            } else {
                lines.add(INDENT + "at " + frames.get(i));
            }
            i = next;
        }
        return lines;
    }

    /// Is it code that calls a strategy, rather than a strategy?
    private static boolean isTheLabs(StackTraceElement frame) {
        var name = frame.getClassName();
        return (name.startsWith("chatlab.") && !name.startsWith("chatlab.strategies."))
                || name.startsWith("org.openjdk.jcstress.")
                || name.equals("java.lang.Thread")
                || name.startsWith("java.util.concurrent.FutureTask");
    }

    private static boolean isTheJdks(StackTraceElement frame) {
        return "java.base".equals(frame.getModuleName());
    }
}
