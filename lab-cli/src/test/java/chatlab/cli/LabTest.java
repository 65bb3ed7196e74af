package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

class LabTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine lab =
            Lab.commandLine()
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));

    private int run(String... arguments) {
        lab.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return lab.execute(arguments);
    }

    @Test
    void helpNamesEveryCommandAndEveryExitCode() {
        int exitCode = run("--help");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains(lab.getSubcommands().keySet()).contains("0 ", "3 ");
    }

    @Test
    void everyCommandSaysWhatItDoesAndGivesAnExample() {
        lab.getSubcommands().values().stream()
                .filter(command -> !(command.getCommand() instanceof HelpCommand))
                .map(command -> command.getCommandSpec().usageMessage())
                .forEach(usage -> {
                    assertThat(usage.description()).isNotEmpty();
                    assertThat(usage.footer()).isNotEmpty();
                });
    }

    @Test
    void everyCommandNamesItsExitCodes() {
        assertThat(withSubcommands(lab))
                .filteredOn(command -> !(command.getCommand() instanceof HelpCommand))
                .allSatisfy(command ->
                        assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF))
                                .containsPattern("\\nExit codes:\\n +\\d"));
    }

    /// As wide as help is where there is no terminal.
    @Test
    void anExampleFitsOnItsLine() {
        assertThat(withSubcommands(lab))
                .flatExtracting(
                        command -> List.of(command.getCommandSpec().usageMessage().footer()))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void noHelpShowsAnEmptyDefault() {
        assertThat(withSubcommands(lab))
                .allSatisfy(command ->
                        assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF))
                                .doesNotContainPattern("Default:\\s+(\\[]|-|$)"));
    }

    private static List<CommandLine> withSubcommands(CommandLine command) {
        var all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(each -> all.addAll(withSubcommands(each)));
        return all;
    }

    @Test
    void onlyTheEncodingOfThePlainLocaleIsReplaced() {
        assertThat(Lab.charset("ANSI_X3.4-1968")).isEqualTo(UTF_8);
        assertThat(Lab.charset("windows-1252")).isEqualTo(Charset.forName("windows-1252"));
        assertThat(Lab.charset("UTF-8")).isEqualTo(UTF_8);
        assertThat(Lab.charset("no-such-encoding")).isEqualTo(UTF_8);
        assertThat(Lab.charset(null)).isEqualTo(UTF_8);
    }

    @Test
    void withoutACommandTheUsageListsAllCommands() {
        int exitCode = run();

        assertThat(exitCode).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("Usage: lab").contains("doctor");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheMostSimilarOne() {
        int exitCode = run("docter");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "Unknown command 'docter'; did you mean 'doctor'?", "Try: lab --help");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheMostSimilarOne() {
        int exitCode = run("doctor", "--helq");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "Unknown option '--helq'; did you mean '--help'?",
                        "Try: lab doctor --help");
    }

    @Test
    void anUnsupportedShellIsRefusedByName() {
        int exitCode = run("completion", "fish");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("expected one of [bash, zsh] but was 'fish'");
    }

    @Test
    void theVersionNamesTheJdk() {
        int exitCode = run("--version");

        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .startsWith("Chat Lab")
                .contains("Commit")
                .contains(System.getProperty("java.version"));
    }

    @Command(name = "throw")
    record Throw(Exception exception) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw exception;
        }
    }

    private String errorOf(Exception exception) {
        lab.addSubcommand(new Throw(exception));
        assertThat(run("throw")).isEqualTo(3);
        return err.toString();
    }

    @Test
    void brokenInputOrOutputIsOneSentence() {
        assertThat(errorOf(new IOException("cannot write there; choose another directory")))
                .isEqualToIgnoringNewLines("cannot write there; choose another directory");
    }

    @Test
    void anUncheckedIoExceptionGivesTheSameSentence() {
        assertThat(errorOf(new UncheckedIOException(new FileNotFoundException("no there there"))))
                .isEqualToIgnoringNewLines("no there there");
    }

    @ParameterizedTest
    @MethodSource
    void aBareFileNameBecomesASentence(IOException exception, String sentence) {
        assertThat(errorOf(exception)).isEqualToIgnoringNewLines(sentence);
    }

    static Stream<Arguments> aBareFileNameBecomesASentence() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("a"), "No such file: a"),
                Arguments.of(new AccessDeniedException("a"), "Permission denied: a"),
                Arguments.of(new NotDirectoryException("a"), "Not a folder: a"),
                Arguments.of(new FileAlreadyExistsException("a"), "File already exists: a"));
    }

    @Test
    void anythingElseIsABugAndSaysWhere() {
        assertThat(errorOf(new IllegalStateException("oops")))
                .contains("bug in the lab")
                .contains("IllegalStateException: oops")
                .contains("at chatlab.cli.LabTest");
    }
}
