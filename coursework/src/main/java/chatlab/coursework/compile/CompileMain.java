package chatlab.coursework.compile;

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
/// [Compilation#BEGUN], and then the class files as a [Compilation] in JSON; nothing, or a stack
/// trace, if the source was too much for the compiler.
///
/// A child, because a hostile source can exhaust the compiler's memory and time, and a stack that
/// overflows in the initialiser of a JDK class leaves that class unusable for the rest of the JVM's
/// life; nothing of the source is run. Arguments: the file, and whatever the class path has beyond
/// this JVM's own.
public final class CompileMain {
    private static final String CRASHED = "An exception has occurred in the compiler";

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
        System.out.print(Compilation.BEGUN);
        System.out.flush();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                var memory = new MemoryFiles(files, classes)) {
            var units = files.getJavaFileObjects(Path.of(arguments[0]));
            compiled = compiler.getTask(messages, memory, null, options, null, units).call();
        }
        var text = messages.toString();
        // Its message then differs from run to run, so it gives no answer.
        if (!compiled && (text.contains(CRASHED) || text.contains("out of resources"))) return;
        System.out.println(Json.line(new Compilation(compiled, text, classes)));
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
