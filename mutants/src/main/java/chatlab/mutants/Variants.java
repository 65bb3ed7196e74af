package chatlab.mutants;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Makes the variants of a strategy: mutants and correct rewrites.
///
/// For one thread.
final class Variants implements AutoCloseable {
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    /// It keeps the libraries open, so that each compilation takes milliseconds.
    private final StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    /// The correct strategies of the catalogue.
    static List<CatalogueEntry> originals() {
        return Catalogue.entries().stream().filter(entry -> entry.bugCard().isEmpty()).toList();
    }

    /// What may be mutants of a strategy, in the order of its lines. A few do not compile.
    List<Mutant> candidates(CatalogueEntry original) throws IOException {
        var syntax = syntax(original);
        var candidates = new ArrayList<Mutant>();
        var places = new HashMap<String, Integer>();
        for (var change : Changes.of(syntax)) {
            var mutated = Edit.apply(syntax.source(), change.edits());
            var source = AtomicMutations.withMethods(mutated);
            var place = change.operator() + " " + change.line();
            int number = places.merge(place, 1, Integer::sum);
            var name = number == 1 ? place : place + " (" + number + ")";
            candidates.add(new Mutant(change.operator(), new Variant(syntax.name(), name, source)));
        }
        return candidates;
    }

    /// The correct rewrites of a strategy.
    List<Variant> rewrites(CatalogueEntry original) throws IOException {
        return Rewriter.of(syntax(original));
    }

    /// Whether the compiler accepts a variant.
    boolean compiles(Variant variant) throws IOException {
        var problems = new DiagnosticCollector<JavaFileObject>();
        task(variant.file(), variant.source(), problems).analyze();
        return problems.getDiagnostics().stream()
                .noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
    }

    /// Parses a strategy as if a student had written it: in a file of its own, in no package, and
    /// without annotations that the lab does not bring along.
    Syntax syntax(CatalogueEntry original) throws IOException {
        var simpleName = original.className().replaceFirst(".*\\.", "");
        var source =
                original.source()
                        .orElseThrow()
                        .replaceFirst(
                                "package chatlab\\.strategies;", "import chatlab.strategies.*;")
                        .replace("import org.jspecify.annotations.Nullable;", "")
                        .replaceAll("@Nullable\\s+", "");
        var task = task(simpleName + ".java", source, new DiagnosticCollector<>());
        var unit = task.parse().iterator().next();
        task.analyze();
        return new Syntax(simpleName + ".java", source, unit, Trees.instance(task));
    }

    private JavacTask task(
            String name, String source, DiagnosticCollector<JavaFileObject> problems) {
        var options = List.of("-proc:none", "-implicit:none");
        var units = List.of(new InMemory(name, source));
        return (JavacTask) compiler.getTask(null, files, problems, options, null, units);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String source;

        InMemory(String name, String source) {
            super(URI.create("memory:///" + name), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
