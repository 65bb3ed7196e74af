package chatlab.coursework.review;

import chatlab.coursework.files.Folders;
import chatlab.coursework.files.InputException;
import chatlab.coursework.grade.KeptReport;
import chatlab.coursework.report.CheckedReport;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.UnreadableRaceException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What student and staff read together when a mark is disputed: all that a grade rests on. Read
/// from the files of a grading, so no student's code runs.
///
/// @param report as it was checked; null if the submission was refused
/// @param races the results of the grader's own race, what the engine said first
record Appeal(
        Review review, Review.Item item, @Nullable CheckedReport report, List<RaceReport> races) {
    /// The page's file name, in the submission's folder.
    static final String NAME = "appeal.html";

    Appeal {
        races = List.copyOf(races);
    }

    /// Writes the page.
    ///
    /// @return its file
    /// @throws InputException if there is no such submission among the grades
    static Path write(Review review, String id) throws IOException, InputException {
        var item = review.item(id).orElse(null);
        if (item == null) {
            throw new InputException(
                    "There is no submission "
                            + id
                            + " among the grades; ids are as in cohort.html.");
        }
        var folder = review.folder(item);
        var report = item.automatic().isRefused() ? null : KeptReport.read(folder);
        var file = folder.resolve(NAME);
        var appeal = new Appeal(review, item, report, races(folder.resolve("runs")));
        Folders.write(file, new AppealPage(appeal).html());
        return file;
    }

    private static List<RaceReport> races(Path runs) throws IOException {
        var races = new ArrayList<RaceReport>();
        for (var name : List.of("engine", "race")) {
            for (int run = 2; run > 0; run--) {
                var file = runs.resolve(name + "-" + run + ".json");
                if (!Files.exists(file)) continue;
                try {
                    races.addAll(RaceFile.parse(Files.readString(file)).reports());
                } catch (UnreadableRaceException _) {
                    continue; // it gave no result, and the next older one may
                }
                break;
            }
        }
        return races;
    }
}
