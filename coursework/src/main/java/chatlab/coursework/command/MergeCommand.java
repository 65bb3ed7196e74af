package chatlab.coursework.command;

import chatlab.coursework.cohort.Roster;
import chatlab.coursework.files.InputException;
import chatlab.coursework.grade.MergeRun;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab grade merge`: puts graded shards together.
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the grades of all shards of a cohort together, as if one run had graded them.",
            "A shard that is missing, unfinished or given twice is named. Marks in GRADES/marks are"
                    + " merged as well."
        },
        exitCodeList = {
            "0:all merged",
            "2:wrong usage, such as a missing shard",
            "3:a shard is not finished, or some submissions could not be graded"
        },
        footerHeading = "%nExample:%n",
        footer = {"  lab grade merge --lab 02 --out grades part1 part2 part3"})
final class MergeCommand implements Callable<Integer> {
    @Mixin private final RubricOptions rubrics = new RubricOptions();

    @Parameters(
            paramLabel = "SHARD",
            arity = "1..*",
            description = "What lab grade --shard --out wrote.")
    private List<Path> shards = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "GRADES",
            description = "Where all grades go.")
    private Path out = Path.of("");

    @Option(
            names = "--roster",
            paramLabel = "CSV",
            description = "The students of the course, as for lab grade.")
    private @Nullable Path roster;

    @Mixin private final ExportOptions exports = new ExportOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        exports.check();
        try {
            var students = roster == null ? Roster.NONE : Roster.read(roster);
            var cohort =
                    new MergeRun(rubrics.rubric(), out).merge(shards, students, rubrics.given());
            exports.write(cohort, out, spec.commandLine().getErr());
            var output = spec.commandLine().getOut();
            output.printf(
                    "%d submissions of %d shards; see %s%n",
                    cohort.members().size(), shards.size(), out.resolve("cohort.html"));
            cohort.failures().forEach((id, why) -> output.printf("not graded: %s: %s%n", id, why));
            cohort.notices().forEach(notice -> output.printf("not graded: %s%n", notice));
            output.flush();
            return cohort.failures().isEmpty() ? 0 : 3;
        } catch (InputException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
