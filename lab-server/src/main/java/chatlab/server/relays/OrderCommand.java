package chatlab.server.relays;

import chatlab.evidence.Evidence;
import chatlab.evidence.Json;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.relay.OwnOrder;
import chatlab.relay.arrivals.Execution;
import chatlab.relay.arrivals.Step;
import chatlab.server.config.OwnRelay;
import chatlab.terminal.OutputOptions;
import chatlab.terminal.Paint;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `lab order`: tries an order of one's own in all orders of arrivals.
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description = {
            "Tries a relay of your own (a class that implements HoldBack) without a net: three"
                    + " servers send a few messages, which arrive in every possible order.",
            "The answer is the same on every machine. What breaks a promise, --play shows step by"
                    + " step."
        },
        exitCodeList = {
            "0:every promise held, or the schedule was played",
            "1:a promise is broken",
            "2:wrong usage, such as a file that does not compile",
            "3:not conclusive"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab order --relay src/MyCausal.java",
            "  lab order --relay src/MyCausal.java --play 'a! a>b b! b>c'",
            "                 a sends; that arrives at b; b sends; that arrives at c"
        })
public final class OrderCommand implements Callable<Integer> {
    @Option(
            names = "--relay",
            required = true,
            paramLabel = "FILE",
            description = "A Java source file with the class.")
    private String relay = "";

    @Option(
            names = "--play",
            paramLabel = "SCHEDULE",
            description =
                    "Play these steps: 'a!' a sends, 'a>b' its next message arrives at b, 'b|' the"
                            + " view ends at b.")
    private @Nullable String play;

    @Mixin private final OutputOptions results = new OutputOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        spec.commandLine().getOut(); // created now, while the standard output is the real one
        try (var _ = new Muted()) {
            var order = OwnRelay.of(relay);
            return play == null ? search(order) : play(order, play);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            return results.fail(e, 3);
        }
    }

    private int play(OwnOrder order, String schedule) {
        var lines = Execution.play(Step.schedule(schedule), order.start());
        results.print(String.join("\n", lines) + "\n");
        return 0;
    }

    private int search(OwnOrder order) throws IOException, InterruptedException {
        var evidence = results.beginEvidence();
        var report = OrderSearch.run(order, relay);
        var text = new OrderText(report, relay);
        results.print(
                results.json()
                        ? Json.pretty(new RaceFile(List.of(report)))
                        : text.text(Paint.forOutput()));
        leave(evidence, report, text);
        return report.exitCode();
    }

    private static void leave(Optional<Evidence.Run> evidence, RaceReport report, OrderText text)
            throws IOException {
        if (evidence.isEmpty()) return;
        evidence.get().write(RaceFile.NAME, new RaceFile(List.of(report)));
        evidence.get().writeText("order.html", text.html(evidence.get().environment()));
        evidence.get().finish(report.exitCode());
    }
}
