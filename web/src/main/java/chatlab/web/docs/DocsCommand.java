package chatlab.web.docs;

import chatlab.evidence.ProgramPlace;
import chatlab.web.page.DefaultBrowser;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/// `lab docs`: opens the documents in a browser.
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description = {
            "Opens the documents in the default browser, and prints where they are.",
            "They need no network. A checkout renders them first."
        },
        exitCodeList = {"0:opened or written", "2:wrong usage", "3:could not be written"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab docs",
            "  lab docs stepping             one document",
            "  lab docs --no-open            only prints where they are",
            "  lab docs --out site           writes them as a site, for a web server"
        })
public final class DocsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DOCUMENT",
            description = "Such as races, or labs/02-the-lost-update/handout (default: index).")
    private String document = "index";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write them there instead, and open nothing.")
    private @Nullable Path directory;

    @Option(names = "--no-open", description = "Open nothing.")
    private boolean isQuiet;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var home = home();
        boolean isDistribution = isDistribution(home);
        var usual = home.resolve(isDistribution ? "docs" : "target/docs");
        var folder = directory == null ? usual : directory;
        if (!isDistribution) {
            write(home, folder);
        } else if (directory != null) {
            copy(usual, directory);
        }
        var page = folder.resolve(document + ".html").toAbsolutePath().normalize();
        if (!Files.exists(page)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no document '%s'; 'lab docs' opens the list of all."
                            .formatted(document));
        }
        spec.commandLine().getOut().println(page);
        spec.commandLine().getOut().flush();
        if (!isQuiet && directory == null) {
            DefaultBrowser.open(page.toUri().toString(), spec.commandLine().getErr());
        }
        return 0;
    }

    private static void write(Path home, Path folder) throws IOException {
        for (var file : Handbook.files(home)) {
            var path = folder.resolve(file.path());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.bytes());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var path = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.write(path, Files.readAllBytes(file));
            }
        }
    }

    /// The distribution or the checkout that holds this program.
    private static Path home() throws IOException {
        return ProgramPlace.upwards(
                        ProgramPlace.of(DocsCommand.class),
                        folder -> isDistribution(folder) || isCheckout(folder))
                .orElseThrow(() ->
                        new IOException(
                                "there are no documents beside this program; start it in a"
                                        + " distribution or a checkout of the lab"));
    }

    private static boolean isDistribution(Path folder) {
        return Files.exists(folder.resolve("docs/index.html"));
    }

    private static boolean isCheckout(Path folder) {
        return Files.exists(folder.resolve("docs/architecture.md"));
    }
}
