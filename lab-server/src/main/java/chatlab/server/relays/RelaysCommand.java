package chatlab.server.relays;

import chatlab.evidence.Json;
import chatlab.relay.Refused;
import chatlab.relay.RelayEntry;
import chatlab.relay.RelayGuarantee;
import chatlab.relay.Relays;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/// `lab relays`: lists the ways to broadcast between servers, or shows all about one.
@Command(
        name = "relays",
        mixinStandardHelpOptions = true,
        description =
                "Lists the relays, which broadcast between servers, and what they promise; or shows"
                        + " all about one.",
        exitCodeList = {"0:as promised", "2:wrong usage, such as an unknown relay"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab relays",
            "  lab relays fifo                  with its protocols, as XML",
            "  lab relays fifo --xml > mine.xml a beginning for your own",
            "  lab relays mine.xml --json"
        })
public final class RelaysCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "A relay, or an .xml file with a JGroups stack.")
    private @Nullable String relay;

    @Option(names = "--json", description = "Print JSON, and nothing else.")
    private boolean json;

    @Option(names = "--xml", description = "Print the relay's XML, and nothing else.")
    private boolean xml;

    @Spec private CommandSpec spec;

    /// A relay as `--json` prints it.
    private record Document(
            String schema, String name, String technique, List<String> guarantees, String stack) {
        static Document of(RelayEntry entry) {
            return new Document(
                    "chatlab/relay/1",
                    entry.name(),
                    entry.technique(),
                    entry.guarantees().stream().map(RelayGuarantee::name).toList(),
                    entry.stack());
        }
    }

    @Override
    public Integer call() {
        if (xml && (json || relay == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--xml needs a relay and no --json: lab relays fifo --xml.");
        }
        spec.commandLine().getOut().print(relay == null ? all() : one(relay));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String all() {
        var entries = Relays.list();
        return json
                ? Json.pretty(entries.stream().map(Document::of).toList())
                : RelaysText.matrix(entries);
    }

    private String one(String name) {
        try {
            var entry = Relays.find(name);
            if (xml) return entry.stack();
            return json ? Json.pretty(Document.of(entry)) : RelaysText.page(entry);
        } catch (Refused e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
