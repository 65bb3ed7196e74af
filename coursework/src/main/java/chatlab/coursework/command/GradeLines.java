package chatlab.coursework.command;

import chatlab.coursework.grade.GradeRun;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;
import chatlab.coursework.unpack.Submission;
import chatlab.terminal.ProgressLine;
import chatlab.terminal.RoughTime;
import chatlab.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// One line for each submission that is done, with the time left, and on a terminal one that says
/// which is being graded.
final class GradeLines implements GradeRun.Progress, AutoCloseable {
    private final int all;
    private final long begin = System.nanoTime();
    private final PrintWriter out;
    private final ProgressLine current;
    private int graded;

    /// @param all how many submissions there are
    GradeLines(PrintWriter out, int all) {
        this.out = out;
        current = new ProgressLine(out, Terminal.isPresent());
        this.all = all;
    }

    @Override
    public void begun(int count, Submission submission) {
        current.show("grading %s, %d of %d done".formatted(submission.id(), count, all));
    }

    @Override
    public void close() {
        current.close();
    }

    @Override
    public void done(
            int count,
            Submission submission,
            @Nullable Grade grade,
            double seconds,
            boolean isNew) {
        if (isNew) graded++;
        double spent = (System.nanoTime() - begin) / 1e9;
        double left = graded == 0 ? 0 : spent / graded * (all - count);
        var rest = Duration.ofSeconds(Math.round(left));
        var score =
                grade == null
                        ? "not graded"
                        : Points.text(grade.score()) + " of " + Points.text(grade.max());
        current.clear();
        out.printf(
                Locale.ROOT,
                "%d/%d  %s  %s%s%s%n",
                count,
                all,
                submission.id(),
                score,
                isNew ? "  %.0f s".formatted(seconds) : "  as before",
                count < all && left >= 1 ? "  about " + RoughTime.of(rest) + " left" : "");
        out.flush();
    }
}
