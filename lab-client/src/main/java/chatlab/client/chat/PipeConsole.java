package chatlab.client.chat;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// A script's console: reads lines from a pipe or a file, prints plain lines.
final class PipeConsole implements ChatConsole {
    private final BufferedReader in;
    private final PrintWriter out;

    PipeConsole(InputStream in, PrintWriter out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    @Override
    public @Nullable String readLine(String prompt) {
        try {
            return in.readLine();
        } catch (IOException _) {
            return null; // An input that cannot be read has ended, too.
        }
    }

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
