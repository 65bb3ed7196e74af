package chatlab.client.chat;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A console whose keyboard and screen are a test's.
final class ScriptedConsole implements ChatConsole {
    private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();
    private final List<String> printed = new ArrayList<>();

    void type(String... lines) {
        for (var line : lines) {
            typed.add(Optional.of(line));
        }
    }

    void endInput() {
        typed.add(Optional.empty());
    }

    /// Waits until a line is printed that contains this.
    synchronized void await(String text) throws InterruptedException {
        while (printed.stream().noneMatch(line -> line.contains(text))) {
            wait();
        }
    }

    synchronized List<String> printed() {
        return List.copyOf(printed);
    }

    @Override
    public @Nullable String readLine(String prompt) throws InterruptedException {
        return typed.take().orElse(null);
    }

    @Override
    public synchronized void print(String line) {
        printed.add(line);
        notifyAll();
    }

    @Override
    public void close() {}
}
