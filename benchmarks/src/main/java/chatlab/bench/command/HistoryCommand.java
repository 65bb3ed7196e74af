package chatlab.bench.command;

import chatlab.bench.chart.Figure;
import chatlab.bench.chart.HistoryCharts;
import chatlab.bench.compare.Amount;
import chatlab.bench.compare.History;
import chatlab.bench.compare.History.Point;
import chatlab.bench.compare.History.Run;
import chatlab.evidence.page.Page;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `lab bench history`: ratios to the baseline from run to run.
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Draws each strategy's ratio to the baseline over many runs, with the intervals.",
            "It reads every bench.json below DIR, and takes time and commit from the"
                    + " environment.json beside it."
        },
        exitCodeList = {"0:drawn", "2:wrong usage", "3:nothing to draw"},
        footerHeading = "%nExample:%n",
        footer = "  lab bench history runs --baseline cow --out history")
final class HistoryCommand implements Callable<Integer> {
    private static final double CONFIDENCE = 0.95;

    @Parameters(paramLabel = "DIR", description = "The folder with the runs.")
    private Path folder = Path.of(".");

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "The strategy to compare with (default: the first of the first run).")
    private @Nullable String baseline;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write history.html and the SVGs (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("history");

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) throw new IOException(folder + " is not a folder");
        History history = History.read(folder);
        PrintWriter err = spec.commandLine().getErr();
        history.unread().forEach(err::println);
        if (history.runs().isEmpty()) throw new IOException(folder + " holds no bench.json");
        String base =
                baseline != null
                        ? baseline
                        : history.runs().getFirst().results().getFirst().contestant();
        var lines = history.lines(base, CONFIDENCE);
        if (lines.isEmpty()) throw new IOException("no run compares anything to " + base);
        Figure.rehearse();
        List<Figure> figures = HistoryCharts.of(history, lines, base, CONFIDENCE);
        Files.createDirectories(out);
        for (Figure figure : figures) {
            Files.writeString(out.resolve(figure.name() + ".svg"), figure.svg());
        }
        Path page = out.resolve("history.html");
        Files.writeString(page, page(history, lines, figures, base));
        PrintWriter said = spec.commandLine().getOut();
        said.println("%d runs: %s".formatted(history.runs().size(), page));
        said.flush();
        return 0;
    }

    private static String page(
            History history,
            Map<String, Map<String, List<Point>>> lines,
            List<Figure> figures,
            String baseline) {
        var page = new Page("Strategies compared with " + baseline + ", from run to run");
        page.paragraph(
                "A ratio within one run can be compared with that of another run. Do not compare"
                        + " runs of different machines: caches and the number of processors decide"
                        + " who wins.");
        page.style(BenchPage.FIGURES);
        for (Figure figure : figures) page.figure(figure.caption(), figure.svg());
        page.heading("The runs");
        List<List<String>> runs = new ArrayList<>();
        for (Run run : history.runs()) {
            runs.add(
                    List.of(
                            String.valueOf(runs.size() + 1),
                            run.started(),
                            run.commit(),
                            run.folder()));
        }
        page.table("", List.of("run", "started", "commit", "folder"), runs);
        page.heading("Figures in numbers");
        lines.forEach((where, byStrategy) -> {
            List<List<String>> rows = new ArrayList<>();
            byStrategy.forEach((strategy, points) -> {
                for (Point point : points) {
                    rows.add(
                            List.of(
                                    strategy,
                                    String.valueOf(history.runs().indexOf(point.run()) + 1),
                                    Amount.digits(point.ratio().estimate()),
                                    Amount.digits(point.interval().low())
                                            + " to "
                                            + Amount.digits(point.interval().high())));
                }
            });
            page.table(where, List.of("strategy", "run", "to " + baseline, "95 % interval"), rows);
        });
        return page.html();
    }
}
