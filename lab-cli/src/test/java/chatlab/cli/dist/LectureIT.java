package chatlab.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.cli.Checkout;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Runs each command of docs/lecture.md, from the distribution. The commands of a block end with
/// what the blocks of text after it show, in their order.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts the shell script lab")
@Execution(ExecutionMode.CONCURRENT) // each command runs in its own JVM
class LectureIT {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^```(\\w+)( terminal)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir private static Path folder;
    private static UnpackedLab lab;

    /// A command and the lines that it must print.
    record Shown(String command, boolean isTerminal, List<String> lines) {
        @Override
        public String toString() {
            return command;
        }
    }

    @BeforeAll
    static void unpack() throws IOException {
        lab = UnpackedLab.in(folder);
    }

    @AfterAll
    static void letItBeDeleted() throws IOException {
        lab.unlock();
    }

    static List<Shown> commands() throws IOException {
        var shown = new ArrayList<Shown>();
        var waiting = new ArrayDeque<Shown>();
        var text = Files.readString(Checkout.root().resolve("docs/lecture.md"));
        for (var block : BLOCK.matcher(text).results().toList()) {
            if (block.group(1).equals("sh")) {
                waiting.clear();
                for (var line : block.group(3).lines().toList()) {
                    waiting.add(new Shown(line, block.group(2) != null, new ArrayList<>()));
                }
                shown.addAll(waiting);
            } else {
                waiting.remove().lines().addAll(block.group(3).lines().toList());
            }
        }
        return shown;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandShowsWhatTheLectureSays(Shown shown) throws Exception {
        var words = words(shown.command());
        if (shown.isTerminal()) {
            assertThat(words).startsWith("web");
            assertThat(lab.firstLineOf("web", "--large")).contains("http://127.0.0.1:");
            return;
        }

        var ran = lab.run(words.toArray(String[]::new));

        assertThat(shown.lines()).isNotEmpty();
        assertThat(ran.said()).contains(shown.lines());
        assertThat(ran.exitCode()).as(ran.said()).isIn(0, 1);
    }

    private static List<String> words(String command) {
        assertThat(command).startsWith("lab ");
        return WORD.matcher(command.substring("lab ".length()))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }
}
