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
    private final List<String> prompts = new ArrayList<>();
    private final boolean person;
    private int promptsSeen;

    private ScriptedConsole(boolean person) {
        this.person = person;
    }

    static ScriptedConsole ofScript() {
        return new ScriptedConsole(false);
    }

    static ScriptedConsole ofPerson() {
        return new ScriptedConsole(true);
    }

    /// Types these lines; one with line breaks is pasted.
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

    /// Waits until this is the prompt, or has been since the prompt of the last such call: a prompt
    /// may be there for a moment only.
    synchronized void awaitPrompt(String prompt) throws InterruptedException {
        while (!prompts.subList(promptsSeen, prompts.size()).contains(prompt)) {
            wait();
        }
        promptsSeen += prompts.subList(promptsSeen, prompts.size()).indexOf(prompt) + 1;
    }

    synchronized List<String> printed() {
        return List.copyOf(printed);
    }

    @Override
    public boolean hasPerson() {
        return person;
    }

    @Override
    public @Nullable String readInput() throws InterruptedException {
        return typed.take().orElse(null);
    }

    /// The answer is the next typed line.
    @Override
    public boolean agrees(String question) throws InterruptedException {
        print(question);
        return typed.take().orElse("").equals("y");
    }

    @Override
    public synchronized void prompt(String prompt) {
        prompts.add(prompt);
        notifyAll();
    }

    @Override
    public synchronized void print(String line) {
        printed.add(line);
        notifyAll();
    }

    @Override
    public void close() {}
}
