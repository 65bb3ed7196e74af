package chatlab.coursework.report;

import chatlab.coursework.LabTools;

import java.io.IOException;
import java.nio.file.Path;

/// Reads a submission's report and says what its evidence makes of each claim.
public final class ReportCheck {

    private ReportCheck() {}

    /// Checks `report.md` in the folder, and the evidence beside it.
    ///
    /// A submission may be as wrong or as hostile as it likes: that gives findings and verdicts. An
    /// exception means that the machine failed, not the student.
    ///
    /// @param tools replays the witnesses
    /// @throws IOException if a file that is there cannot be read, or a tool cannot be started
    public static CheckedReport check(Path submission, LabTools tools)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not written yet: " + submission + tools);
    }
}
