package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

class GivenOptionsTest {
    @Test
    void optionsThatWorkTogetherAreAccepted() {
        assertThatCode(() -> check()).doesNotThrowAnyException();
        assertThatCode(() -> check("--json")).doesNotThrowAnyException();
        assertThatCode(() -> check("--servers", "--kill=a")).doesNotThrowAnyException();
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        assertThatThrownBy(() -> check("--json", "--lines"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--json does not work with --lines: leave one of them out.");
    }

    @Test
    void anOptionWithoutTheOneItNeedsIsRefusedEvenWithItsDefault() {
        assertThatThrownBy(() -> check("--kill=nobody"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--kill needs --servers.");
    }

    private static void check(String... arguments) {
        var spec =
                CommandSpec.create()
                        .addOption(OptionSpec.builder("--json").build())
                        .addOption(OptionSpec.builder("--lines").build())
                        .addOption(OptionSpec.builder("--servers").build())
                        .addOption(
                                OptionSpec.builder("--kill")
                                        .type(String.class)
                                        .defaultValue("nobody")
                                        .build());
        new CommandLine(spec).parseArgs(arguments);
        var given = new GivenOptions(spec);
        given.refuse("--json", "--lines");
        given.require("--servers", "--kill");
    }
}
