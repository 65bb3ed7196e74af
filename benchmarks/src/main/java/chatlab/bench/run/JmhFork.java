package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A fork that JMH runs.
///
/// JMH takes the class path of the fork from a system property, so only one may run at a time.
public final class JmhFork implements Fork {

    /// The same arguments for all, independent of those of the lab. The heap has room for the
    /// copies of large channels; the last option silences a warning about JMH's own use of
    /// `Unsafe`.
    private static final String[] JVM_ARGUMENTS = {
        "-Xms1g", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow"
    };

    private static final String CLASS_PATH = "java.class.path";

    @Override
    public RunResult run(Cell cell, Contestant contestant, Timing timing) throws IOException {
        var iteration = TimeValue.milliseconds(timing.iteration().toMillis());
        var options =
                new OptionsBuilder()
                        .include("^" + Pattern.quote(cell.question().benchmark()) + "$")
                        .param("strategy", contestant.name())
                        .threads(cell.threads())
                        .forks(1)
                        .warmupIterations(timing.warmups())
                        .warmupTime(iteration)
                        .measurementIterations(timing.measurements())
                        .measurementTime(iteration)
                        .jvmArgs(JVM_ARGUMENTS)
                        .shouldFailOnError(true);
        cell.params().forEach((name, value) -> options.param(name, value));
        var output = new ByteArrayOutputStream();
        var print = new PrintStream(output, true, StandardCharsets.UTF_8);
        String own = System.getProperty(CLASS_PATH);
        System.setProperty(CLASS_PATH, contestant.classpath());
        try {
            var format = OutputFormatFactory.createFormatInstance(print, VerboseMode.NORMAL);
            return new Runner(options.build(), format).runSingle();
        } catch (RunnerException e) {
            throw new IOException(reason(e, output.toString(StandardCharsets.UTF_8)), e);
        } finally {
            System.setProperty(CLASS_PATH, own);
        }
    }

    /// The first exception that the fork printed, otherwise JMH's message.
    private static String reason(RunnerException e, String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.matches("([a-z]\\w*\\.)+[A-Z]\\w*(Exception|Error)\\b.*"))
                .findFirst()
                .orElse(String.valueOf(e.getMessage()).lines().findFirst().orElse("JMH failed"));
    }
}
