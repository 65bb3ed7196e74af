package chatlab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

class StrategiesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aStrategyIsNamedWithOrWithoutTheOption() {
        assertThat(run("cow")).isZero();
        var page = out.toString();
        out.getBuffer().setLength(0);

        assertThat(run("--strategy", "cow")).isZero();

        assertThat(page).startsWith("cow\n").isEqualTo(out.toString());
        assertThat(run("cow", "--strategy", "cow")).isEqualTo(2);
    }

    @Test
    void jsonOfABrokenTwinHasItsSymptomAndItsFix() {
        assertThat(run("unsafe-snapshot", "--json")).isZero();

        assertThat(out.toString())
                .contains("\"schema\": \"chatlab/strategy/1\"")
                .contains("\"symptom\": \"of two people who join at the same moment")
                .contains("\"fix\": \"replace the array by compare-and-set");
    }

    @Test
    void anUnknownStrategyIsWrongUsage() {
        assertThat(run("blockchain")).isEqualTo(2);

        assertThat(err.toString()).startsWith("Unknown strategy 'blockchain'.");
    }

    @Test
    void theOptionsHoldOneStrategyOrSeveral() {
        var options = new StrategyOptions("cow");
        var command = new CommandLine(new Holder(options));

        command.parseArgs();
        assertThat(options.name()).contains("cow");

        command.parseArgs(
                "--strategy", "rwlock,Mine.java", "--classpath", "a" + File.pathSeparator + "b");
        assertThat(options.names()).containsExactly("rwlock", "Mine.java");
        assertThat(options.classpath()).containsExactly(Path.of("a"), Path.of("b"));
    }

    @CommandLine.Command
    private record Holder(@Mixin StrategyOptions options) {}

    private int run(String... arguments) {
        return new CommandLine(new StrategiesCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
