package chatlab.coursework.command;

import chatlab.coursework.cohort.Cohort;
import chatlab.coursework.cohort.Cohort.Member;
import chatlab.coursework.export.Exporter;
import chatlab.coursework.export.ExporterArtemis;
import chatlab.coursework.export.ExporterCanvas;
import chatlab.coursework.export.ExporterCheck50;
import chatlab.coursework.export.ExporterClassroom50;
import chatlab.coursework.export.ExporterGradescope;
import chatlab.coursework.export.ExporterMoodle;
import chatlab.coursework.export.ExporterPrairieLearn;
import chatlab.coursework.files.Folders;
import chatlab.coursework.score.Grade;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The options that say for which other systems the grades are written as well.
final class ExportOptions {

    /// A system whose format is known.
    private enum Format {
        GRADESCOPE,
        CLASSROOM50,
        PRAIRIELEARN,
        ARTEMIS,
        CHECK50,
        CANVAS,
        MOODLE
    }

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "Also write gradescope, classroom50, prairielearn, artemis, check50 (a file"
                            + " beside each grade.json), canvas or moodle (a sheet for all).")
    private List<Format> formats = List.of();

    @Option(
            names = "--sheet",
            paramLabel = "CSV",
            description =
                    "The gradebook or worksheet downloaded from Canvas or Moodle, to be filled.")
    private @Nullable Path sheet;

    @Option(
            names = "--column",
            paramLabel = "TITLE",
            description =
                    "For canvas: the assignment's column, with or without its number (default: Lab"
                            + " NN). For moodle: the column of the grade, if it is not found.")
    private @Nullable String column;

    @Option(
            names = "--context",
            paramLabel = "JSON",
            description = "For classroom50: the fields that only the platform knows.")
    private @Nullable Path context;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /// Refuses what could only fail after all is graded.
    void check() {
        boolean isSheet = formats.contains(Format.CANVAS) || formats.contains(Format.MOODLE);
        if (isSheet && sheet == null) {
            throw usage(
                    "--format canvas and moodle fill a sheet; give the downloaded one with"
                            + " --sheet.");
        }
        if (formats.contains(Format.CANVAS) && formats.contains(Format.MOODLE)) {
            throw usage("--sheet is of Canvas or of Moodle; export to one at a time.");
        }
        if (formats.contains(Format.CLASSROOM50) && context == null) {
            throw usage("--format classroom50 needs the platform's fields; give --context FILE.");
        }
        for (Path file : new Path[] {sheet, context}) {
            if (file != null && !Files.isRegularFile(file))
                throw usage("There is no " + file + ".");
        }
    }

    /// Writes them all.
    ///
    /// @param out the folder of the grades
    void write(Cohort cohort, Path out, PrintWriter say) throws IOException {
        for (Format format : formats) {
            switch (format) {
                case GRADESCOPE -> each(new ExporterGradescope(), cohort, out);
                case PRAIRIELEARN -> each(new ExporterPrairieLearn(), cohort, out);
                case ARTEMIS -> each(new ExporterArtemis(), cohort, out);
                case CHECK50 -> each(new ExporterCheck50(), cohort, out);
                case CLASSROOM50 -> each(ExporterClassroom50.with(given(context)), cohort, out);
                case CANVAS -> {
                    String title = column == null ? "Lab " + cohort.rubric().lab() : column;
                    String text = Folders.read(given(sheet));
                    var grades = byStudent(cohort, say);
                    var filled = ExporterCanvas.fill(text, title, grades, cohort.roster());
                    place(filled, out.resolve("canvas.csv"), say);
                }
                case MOODLE -> {
                    String text = Folders.read(given(sheet));
                    var filled =
                            ExporterMoodle.fill(
                                    text, column, byStudent(cohort, say), cohort.roster());
                    place(filled, out.resolve("moodle.csv"), say);
                }
            }
        }
    }

    private static Path given(@Nullable Path file) {
        if (file == null) throw new IllegalStateException("check() asks for it");
        return file;
    }

    private static void each(Exporter exporter, Cohort cohort, Path out) throws IOException {
        for (var member : cohort.members()) {
            Grade grade = member.grade();
            Folders.write(
                    out.resolve(grade.submission()).resolve(exporter.file()), exporter.text(grade));
        }
    }

    private static void place(ExporterCanvas.Filled filled, Path file, PrintWriter say)
            throws IOException {
        Folders.write(file, filled.csv());
        for (String id : filled.unplaced()) {
            say.println("not in the sheet, or locked there: " + id);
        }
    }

    /// Each student's grade, where it is clear which that is.
    private static Map<String, Grade> byStudent(Cohort cohort, PrintWriter say) {
        Map<String, Grade> grades = new TreeMap<>();
        cohort.byStudent()
                .forEach((id, members) -> {
                    var all = members.stream().map(Member::grade).toList();
                    var decided = all.stream().filter(each -> each.needsHuman().isEmpty()).toList();
                    // A group's work may have been handed in by each of them.
                    boolean isOne =
                            all.stream().map(Grade::inputs).distinct().count() == 1
                                    && decided.stream().map(Grade::score).distinct().count() <= 1;
                    if (isOne) {
                        grades.put(id, decided.isEmpty() ? all.getFirst() : decided.getFirst());
                    } else {
                        say.printf(
                                "left blank: %s has %d submissions, %s; take away all but one, and"
                                        + " grade again%n",
                                id,
                                all.size(),
                                all.stream()
                                        .map(Grade::submission)
                                        .limit(3)
                                        .collect(Collectors.joining(", ")));
                    }
                });
        return grades;
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
