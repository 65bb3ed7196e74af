package chatlab.coursework.command;

import chatlab.evidence.Json;
import chatlab.terminal.RoughTime;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab grade plan`: how many machines for how long.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Says how long a cohort takes on how many machines.",
            "It needs the time of one submission: measured, from the grades of a few (--like), or"
                    + " given (--seconds)."
        },
        exitCodeList = {"0:said", "2:wrong usage", "3:the grades could not be read"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab grade plan --students 600 --like grades",
            "  lab grade plan --students 600 --seconds 8"
        })
final class PlanCommand implements Callable<Integer> {
    private static final List<Integer> MACHINES = List.of(1, 2, 4, 10, 20);

    @Option(
            names = "--students",
            required = true,
            paramLabel = "N",
            description = "How many submissions there are.")
    private int students;

    @Option(
            names = "--like",
            paramLabel = "GRADES",
            description = "Grades of some submissions, by lab grade on such a machine.")
    private @Nullable Path like;

    @Option(names = "--seconds", paramLabel = "S", description = "How long one submission takes.")
    private double given;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (students < 1) throw usage("--students must be 1 or more.");
        double seconds = like == null ? given : mean(like);
        if (!(seconds > 0)) {
            throw usage("How long does one submission take? Give --like GRADES or --seconds S.");
        }
        var out = spec.commandLine().getOut();
        out.printf("%d submissions, %.1f s each:%n", students, seconds);
        for (int machines : MACHINES) {
            double each = Math.ceil((double) students / machines) * seconds;
            out.printf(
                    "%3d %s  %s  lab grade --shard K/%d%n",
                    machines,
                    machines == 1 ? "machine " : "machines",
                    RoughTime.of(Duration.ofSeconds(Math.round(each))),
                    machines);
        }
        out.flush();
        return 0;
    }

    /// The mean time of the submissions that were graded.
    private double mean(Path grades) throws IOException {
        var times = new ArrayList<Double>();
        if (Files.isDirectory(grades)) {
            try (var folders = Files.list(grades)) {
                for (var folder : folders.toList()) {
                    var file = folder.resolve("timing.json");
                    if (!Files.exists(file)) continue;
                    times.add(Json.read(file, Timing.class).seconds());
                }
            }
        }
        if (times.isEmpty()) {
            throw usage(grades + " holds no grades; give a folder that lab grade --out wrote.");
        }
        return times.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /// What a `timing.json` holds.
    private record Timing(double seconds) {}

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
