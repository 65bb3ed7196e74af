package chatlab.races;

import chatlab.evidence.Environment;
import chatlab.evidence.Json;
import chatlab.strategies.Catalogue;
import chatlab.strategies.Guarantee;
import chatlab.strategies.StrategyNotFoundException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab race`: puts race tests to a strategy and says which of its promises it keeps.
@Command(name = "race", mixinStandardHelpOptions = true, description = "Race tests.")
public final class RaceCommand implements Callable<Integer> {
    @Option(names = "--strategy", required = true)
    private String strategy;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--classpath")
    private List<Path> classpath = List.of();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            var entry = Catalogue.find(strategy, classpath);
            var subject =
                    new RaceReport.Strategy(
                            entry.name(),
                            strategy,
                            entry.sha256(),
                            entry.guarantees().stream().map(Guarantee::name).toList());
            var report =
                    new RaceRun(
                                    entry,
                                    EnumSet.allOf(Guarantee.class),
                                    quick ? Plan.QUICK : Plan.DEFAULT,
                                    Progress.NONE)
                            .run(subject, Environment.capture());
            var out = spec.commandLine().getOut();
            if (json) out.print(Json.pretty(report));
            else
                for (var row : report.results()) {
                    out.println(
                            row.guarantee()
                                    + " "
                                    + (row.declared() ? "" : "(not declared) ")
                                    + row.verdict()
                                    + " "
                                    + row.violations()
                                    + "/"
                                    + row.samples()
                                    + " "
                                    + row.note());
                }
            out.flush();
            return report.exitCode();
        } catch (StrategyNotFoundException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
