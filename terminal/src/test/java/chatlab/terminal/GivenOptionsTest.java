package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.io.StringWriter;

class GivenOptionsTest {
    private final StringWriter err = new StringWriter();

    @Command(name = "test")
    private static final class Example implements Runnable {
        @Option(names = "--json")
        private boolean json;

        @Option(names = "--lines")
        private boolean lines;

        @Option(names = "--kill")
        private String kill = "nobody";

        @Spec private CommandSpec spec;

        @Override
        public void run() {
            var given = new GivenOptions(spec);
            given.refuse("--json", "--lines");
            given.require("--lines", "--kill");
        }
    }

    @Test
    void optionsThatWorkTogetherAreAccepted() {
        assertThat(run()).isZero();
        assertThat(run("--json")).isZero();
        assertThat(run("--lines", "--kill", "a")).isZero();
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        assertThat(run("--json", "--lines")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--json does not work with --lines: leave one of them out.");
    }

    @Test
    void anOptionWithoutTheOneItNeedsIsRefusedEvenWithItsDefault() {
        assertThat(run("--kill", "nobody")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--kill needs --lines.");
    }

    private int run(String... arguments) {
        return new CommandLine(new Example())
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
