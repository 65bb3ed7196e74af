package chatlab.catalogue;

import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// `lab strategies`: what there is to choose from.
@Command(
        name = "strategies",
        mixinStandardHelpOptions = true,
        description = "Lists the strategies and what they promise, or tells all about one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:as promised", "2:wrong usage, such as a strategy that there is not"},
        footerHeading = "%nExamples:%n",
        footer = {"  lab strategies", "  lab strategies cow", "  lab strategies Mine.java --json"})
public final class StrategiesCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE|CLASS",
            description = "A strategy's name, a .java file, or a class name.")
    private @Nullable String strategy;

    @Mixin private final StrategyLookup lookup = new StrategyLookup();

    @Option(names = "--json", description = "Print JSON, and nothing else.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (strategy == null) {
            var all = Catalogue.entries();
            out.print(
                    json
                            ? Json.pretty(all.stream().map(StrategyDocument::of).toList())
                            : CatalogueText.matrix(all));
        } else {
            var one = lookup.find(strategy);
            out.print(json ? Json.pretty(StrategyDocument.of(one)) : CatalogueText.page(one));
        }
        out.flush();
        return 0;
    }
}
