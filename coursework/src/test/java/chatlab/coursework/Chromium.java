package chatlab.coursework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import chatlab.process.ChildCommand;
import chatlab.process.Ended.Ending;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A real browser, for tests of pages.
public final class Chromium {
    private final String program;
    private final Path folder;

    private Chromium(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /// The one that is installed; without one the test is skipped, unless it runs in CI.
    ///
    /// @param folder for its profile
    public static Chromium orSkip(Path folder) {
        var program = find();
        if (System.getenv("CI") == null) {
            assumeThat(program).as("chromium is on the PATH").isPresent();
        }
        return new Chromium(program.orElseThrow(), folder);
    }

    private static Optional<String> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(bin ->
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                                .map(name -> Path.of(bin, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /// The document as the browser has it, once it is loaded.
    public String dom(String address) throws IOException, InterruptedException {
        var ended =
                ChildCommand.of(
                                List.of(
                                        program,
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--user-data-dir=" + folder.resolve("profile"),
                                        "--dump-dom",
                                        address))
                        .run(Duration.ofMinutes(1));
        assertThat(ended.ending()).as("chromium").isEqualTo(Ending.BY_ITSELF);
        return ended.output();
    }
}
