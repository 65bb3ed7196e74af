package chatlab.engine.litmus;

import org.openjdk.jcstress.infra.processors.JCStressTestProcessor;
import org.openjdk.jcstress.infra.runners.CounterThread;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Runs litmus programs on this machine's processors, as jcstress runs its tests.
///
/// Each program gets a jcstress test: an actor for each thread, and an arbiter for the outcome.
/// jcstress's own annotation processor makes the runner, whose threads repeat the program at the
/// same time on many fresh objects. Runners are called directly, so that three threads run on two
/// processors, too, and no JVM is started for each test.
final class Hardware implements AutoCloseable {
    private static final String PACKAGE = "chatlab.engine.litmus.generated";

    /// Samples between two meetings of the threads, and how often they meet before the outcomes are
    /// counted. Few objects at once stay in the caches.
    private static final int STRIDE = 32;

    private static final int STRIDES = 8;

    private final URLClassLoader runners;

    /// Makes the tests.
    ///
    /// @param folder an empty one, for the class files
    Hardware(List<Class<?>> programs, Path folder) throws IOException {
        var options =
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var tests = programs.stream().map(Source::of).toList();
        var task = compiler.getTask(null, null, null, options, null, tests);
        task.setProcessors(List.of(new JCStressTestProcessor()));
        if (!task.call()) throw new IllegalStateException("a generated test does not compile");
        runners = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }

    /// How often each outcome of a program was seen.
    ///
    /// @param waiting how its threads wait for each other
    Map<String, Long> stress(Class<?> program, int millis, SpinLoopStyle waiting)
            throws IOException, InterruptedException, ReflectiveOperationException {
        var name = PACKAGE + "." + nameOf(program) + "_jcstress";
        var runner =
                (Runner<?>)
                        runners.loadClass(name)
                                .getConstructor(ForkedTestConfig.class)
                                .newInstance(config(name, millis, waiting));
        return counts(runner);
    }

    private static <R> Map<String, Long> counts(Runner<R> runner) throws InterruptedException {
        var counts = new TreeMap<String, Long>();
        for (CounterThread<R> worker : runner.internalRun()) {
            worker.join();
            if (worker.throwable() != null) throw new IllegalStateException(worker.throwable());
            var counter = worker.result();
            for (R outcome : counter.elementSet()) {
                counts.merge(outcome.toString(), counter.count(outcome), Long::sum);
            }
        }
        return counts;
    }

    /// jcstress's settings for one test. They can only be read from a stream.
    @SuppressWarnings("EnumOrdinal") // jcstress writes it in the same way
    private static ForkedTestConfig config(String runner, int millis, SpinLoopStyle waiting)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(waiting.ordinal());
        out.writeInt(millis);
        out.writeInt(1); // iterations
        out.writeUTF(runner);
        out.writeInt(0); // the footprint; jcstress uses it only to choose the strides
        out.writeInt(STRIDE);
        out.writeInt(STRIDES);
        out.writeBoolean(false); // binds no thread to a processor
        return new ForkedTestConfig(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    /// Such as `Buffering_DekkerPlain`.
    private static String nameOf(Class<?> program) {
        return program.getName().replaceFirst(".*\\.", "").replace('$', '_');
    }

    @Override
    public void close() throws IOException {
        runners.close();
    }

    /// A jcstress test.
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String name, String text) {
            super(
                    URI.create("memory:///" + PACKAGE.replace('.', '/') + "/" + name + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        static Source of(Class<?> program) {
            var actors =
                    IntStream.range(0, Litmus.create(program).threads().size())
                            .mapToObj(
                                    """
                                        private final Runnable thread%1$d = program.threads().get(%1$d);
                                        @Actor public void actor%1$d() { thread%1$d.run(); }
                                    """
                                            ::formatted)
                            .collect(Collectors.joining());
            var name = nameOf(program);
            return new Source(
                    name,
                    """
                    package %s;
                    import chatlab.engine.litmus.Litmus;
                    import org.openjdk.jcstress.annotations.*;
                    import org.openjdk.jcstress.infra.results.L_Result;
                    @JCStressTest
                    @Outcome(id = ".*", expect = Expect.ACCEPTABLE)
                    @State
                    public class %s {
                        private final Litmus program = new %s();
                    %s
                        @Arbiter public void ending(L_Result result) { result.r1 = program.outcome(); }
                    }
                    """
                            .formatted(PACKAGE, name, program.getCanonicalName(), actors));
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
