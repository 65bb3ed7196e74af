package chatlab.client.chat;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The console of a script, or of a person at a terminal without a cursor: reads and prints plain
/// lines.
final class PipeConsole implements ChatConsole {
    private final BufferedReader in;
    private final PrintWriter out;
    private final boolean person;

    PipeConsole(InputStream in, PrintWriter out, boolean person) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.person = person;
    }

    @Override
    public boolean hasPerson() {
        return person;
    }

    @Override
    public @Nullable String readInput() {
        try {
            return in.readLine();
        } catch (IOException _) {
            return null; // An input that cannot be read has ended, too.
        }
    }

    /// Lines come one by one here, so there is nothing to ask about.
    @Override
    public boolean agrees(String question) {
        return true;
    }

    /// A prompt would stand between the lines that are printed.
    @Override
    public void prompt(String prompt) {}

    @Override
    public void print(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    @Override
    public void close() {}
}
