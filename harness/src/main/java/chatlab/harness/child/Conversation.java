package chatlab.harness.child;

import chatlab.catalogue.CatalogueEntry;
import chatlab.process.ChildProcess;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// A child JVM that is asked one question after another. [#close] ends it. Confined to one thread.
public final class Conversation implements AutoCloseable {
    private final String word = UUID.randomUUID().toString();
    private final ChildProcess child;
    private final InputStream output;
    private final Duration limit;

    /// @param main a program that answers each of [Answers#next] with one answer
    /// @param limit how long an answer may take, before the child is killed
    /// @throws IOException if no JVM can be started
    public Conversation(
            CatalogueEntry entry,
            List<String> jvmArguments,
            Class<?> main,
            List<String> arguments,
            Duration limit)
            throws IOException {
        this.limit = limit;
        child = ChildJvm.command(entry, jvmArguments, main, arguments).start();
        output = new BufferedInputStream(child.output());
        child.writeLine(word);
    }

    /// Asks, and waits for the answer.
    ///
    /// @param question its fields
    /// @return its fields; none if the child has ended
    public List<String> ask(List<String> question) throws IOException {
        child.writeLine(Line.of(question));
        try (var _ = child.killAfter(limit)) {
            return Line.next(output, word);
        }
    }

    /// How the child ended, in plain words; call it when there was no answer.
    public String end() throws InterruptedException {
        return new ChildJvm.End(child.exitCode(), child.isOverdue()).words();
    }

    @Override
    public void close() {
        child.close();
    }
}
