package chatlab.coursework.grade;

import chatlab.evidence.Json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The program of a child JVM that compiles one source file, as `--strategy FILE` does, and prints
/// the class files as a [Compilation] in JSON.
///
/// A child, because a hostile source can exhaust the compiler's memory and time; nothing of the
/// source is run. Arguments: the file, and whatever the class path has beyond this JVM's own.
final class CompileMain {
    private static final String CRASHED = "An exception has occurred in the compiler";
    private static final String GAVE_UP =
            "the compiler gave up: the source is nested too deeply, or too large";

    private CompileMain() {}

    public static void main(String[] arguments) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var options =
                List.of(
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-sourcepath",
                        "",
                        "-proc:none",
                        "-implicit:none",
                        "-g",
                        "-encoding",
                        "UTF-8");
        Map<String, byte[]> classes = new TreeMap<>();
        boolean compiled;
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                var memory = new MemoryFiles(files, classes)) {
            var units = files.getJavaFileObjects(Path.of(arguments[0]));
            compiled = compiler.getTask(messages, memory, null, options, null, units).call();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError _) {
            compiled = false;
            messages.append(CRASHED);
        }
        var text = messages.toString();
        // Where it was that the compiler gave up differs from run to run.
        if (!compiled && (text.contains(CRASHED) || text.contains("out of resources")))
            text = GAVE_UP;
        var compilation = new Compilation(compiled, text, classes);
        System.out.println(Json.line(compilation));
    }

    /// Keeps class files in memory.
    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, byte[]> classes;

        MemoryFiles(JavaFileManager files, Map<String, byte[]> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            var uri = URI.create("memory:///" + name.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
