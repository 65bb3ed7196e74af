package chatlab.web;

import chatlab.site.Token;
import chatlab.web.page.DefaultBrowser;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// `lab web`: the lab in a browser, until it is stopped.
@Command(
        name = "web",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Serves the lab to a browser on this machine, until Ctrl-C.",
            "Prints one address. It contains a key: nobody can use the lab without the address."
        },
        exitCodeList = {
            "2:wrong usage",
            "3:could not run, such as a taken port",
            "130:stopped with Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab web --open                         in the default browser",
            "  lab web --large                        large type, for a projector",
            "  lab web --strategy unsafe,Mine.java    your own strategy beside a broken one",
            "  lab web --report lab02                 check a report whenever it is saved"
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
            description =
                    "The strategies that the page Live shows at first: one or two. The other pages"
                            + " offer their files, too.")
    private List<String> strategies = List.of("unsafe", "synchronized");

    @Option(
            names = "--chat",
            paramLabel = "HOST:PORT",
            converter = AddressConverter.class,
            description =
                    "The chat server that the page Chat connects to; default: one of its own.")
    private @Nullable InetSocketAddress chat;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Also a page that checks the report in this folder whenever it is saved.")
    private @Nullable Path report;

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
        if (report != null && !Files.isDirectory(report)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--report %s is not a folder; give the folder that holds report.md."
                            .formatted(report));
        }
        var settings = new WebSettings(strategies, WebSettings.LAB, chat, report);
        var pages = WebPages.all(settings);
        try (var site = LabSite.start(port, Token.random(), pages, large)) {
            var out = spec.commandLine().getOut();
            Runtime.getRuntime().addShutdownHook(new Thread(site::close, "goodbye"));
            out.println(site.address());
            out.flush();
            if (open) DefaultBrowser.open(site.address(), spec.commandLine().getErr());
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
