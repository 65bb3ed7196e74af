package chatlab.catalogue;

import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// `lab strategies`: lists the strategies, or shows all about one.
@Command(
        name = "strategies",
        mixinStandardHelpOptions = true,
        description = "Lists the strategies and what they promise, or shows all about one.",
        exitCodeList = {"0:as promised", "2:wrong usage, such as an unknown strategy"},
        footerHeading = "%nExamples:%n",
        footer = {"  lab strategies", "  lab strategies cow", "  lab strategies Mine.java --json"})
public final class StrategiesCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME|FILE|CLASS", description = "Same as --strategy.")
    private @Nullable String strategy;

    @Mixin private final StrategyOptions options = new StrategyOptions();

    @Option(names = "--json", description = "Print JSON, and nothing else.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (strategy != null && options.name().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "Name one strategy, with or without --strategy.");
        }
        var wanted = strategy == null ? options.name().orElse(null) : strategy;
        var out = spec.commandLine().getOut();
        if (wanted == null) {
            var all = Catalogue.entries();
            out.print(
                    json
                            ? Json.pretty(all.stream().map(StrategyDocument::of).toList())
                            : CatalogueText.matrix(all));
        } else {
            var one = options.find(wanted);
            out.print(json ? Json.pretty(StrategyDocument.of(one)) : CatalogueText.page(one));
        }
        out.flush();
        return 0;
    }
}
