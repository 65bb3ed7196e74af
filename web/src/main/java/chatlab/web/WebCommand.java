package chatlab.web;

import chatlab.process.ChildCommand;
import chatlab.site.Token;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// `lab web`: the lab in a browser, until it is stopped.
@Command(
        name = "web",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Serves the lab to a browser on this machine, until Ctrl-C.",
            "Prints one address. It contains a key, so only who has the address can use the lab."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped", "2:wrong usage", "3:could not run, such as a taken port"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab web --open                         in the default browser",
            "  lab web --large                        large type, for a projector",
            "  lab web --strategy unsafe,Mine.java    your own strategy beside a broken one"
        })
public final class WebCommand implements Callable<Integer> {
    @Option(names = "--port", description = "Port to listen on; 0 takes any free one.")
    private int port;

    @Option(names = "--open", description = "Open the address in the default browser.")
    private boolean open;

    @Option(names = "--large", description = "Begin with large type, as for a projector.")
    private boolean large;

    @Option(
            names = "--strategy",
            split = ",",
            paramLabel = "NAME|FILE",
            description = "The strategies that the page Live shows at first: one or two.")
    private List<String> strategies = List.of("unsafe", "synchronized");

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (strategies.isEmpty() || strategies.size() > 2) {
            throw new ParameterException(
                    spec.commandLine(), "--strategy takes one strategy, or two with a comma.");
        }
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port " + port + ": a port is a number from 0 to 65535.");
        }
        var pages = WebPages.all(new WebSettings(strategies, WebSettings.LAB));
        try (var site = LabSite.start(port, Token.random(), pages, large)) {
            var out = spec.commandLine().getOut();
            out.println(site.address());
            out.flush();
            if (open) open(site.address());
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private void open(String address) {
        try {
            ChildCommand.of(opener(address)).startSilently();
        } catch (IOException e) {
            var err = spec.commandLine().getErr();
            err.println("Cannot start a browser (%s); open the address yourself.".formatted(e.getMessage()));
            err.flush();
        }
    }

    /// A browser that this starts must outlive the lab, so the shell leaves it in the background.
    private static List<String> opener(String address) {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) return List.of("cmd", "/c", "start", "", address);
        var program = system.contains("mac") ? "open" : "xdg-open";
        return List.of("sh", "-c", program + " \"$0\" >/dev/null 2>&1 &", address);
    }
}
