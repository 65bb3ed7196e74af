package chatlab.harness.rendezvous;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.strategies.Guarantee;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// The program of the child JVM: puts each question to the strategy and prints a line per answer.
///
/// Arguments: the strategy's class name, then guarantees. The first line of standard input is a
/// word that every answer begins with; what else appears on standard output is the strategy's.
final class RendezvousMain {
    private RendezvousMain() {}

    public static void main(String[] arguments)
            throws IOException, StrategyNotFoundException, InterruptedException {
        var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        String word = new BufferedReader(input).readLine();
        var answers = System.out;
        System.setOut(nowhere());
        System.setErr(nowhere());
        var entry = Catalogue.find(arguments[0], List.of());
        for (int i = 1; i < arguments.length; i++) {
            var finding = ask(Guarantee.valueOf(arguments[i]), entry);
            byte[] note = finding.note().getBytes(StandardCharsets.UTF_8);
            answers.print(
                    String.join(
                            " ",
                            "\n" + word, // whatever the strategy has printed before it
                            finding.guarantee().name(),
                            finding.verdict().name(),
                            Base64.getEncoder().encodeToString(note) + "\n"));
        }
        answers.flush();
        Runtime.getRuntime()
                .halt(0); // stuck threads and shutdown hooks of the strategy's stay behind
    }

    /// Two of them, for a strategy might look whether it is one: in a chat it is not.
    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }

    private static Finding ask(Guarantee guarantee, CatalogueEntry entry)
            throws InterruptedException {
        var probe = Probe.ALL.get(guarantee);
        if (probe == null) {
            return new Finding(
                    guarantee, Verdict.NOT_RUN, "no rendezvous test shows this guarantee");
        }
        try {
            return new Finding(guarantee, Verdict.HELD, probe.run(entry::create));
        } catch (Broken broken) {
            return new Finding(guarantee, Verdict.BROKEN, String.valueOf(broken.getMessage()));
        } catch (RuntimeException | Error e) {
            return new Finding(guarantee, Verdict.BROKEN, "a call by one thread alone threw " + e);
        }
    }
}
