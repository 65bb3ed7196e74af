package chatlab.client.chat;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// A person's terminal: a line editor with history and completion at the bottom, the chat above it.
final class TerminalConsole implements ChatConsole {
    private final Terminal terminal;
    private final LineReader reader;

    TerminalConsole(Presence presence) throws IOException {
        terminal = TerminalBuilder.builder().system(true).build();
        // A chat has no quotes that must be closed and no escapes.
        var words = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
        reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(words)
                        .completer(new ChatCompleter(presence))
                        .option(Option.DISABLE_EVENT_EXPANSION, true) // ! has no meaning either
                        .option(Option.ERASE_LINE_ON_FINISH, true) // the chat shows it as a message
                        .build();
    }

    /// Ctrl-C clears the line, or ends the chat if the line is empty; Ctrl-D ends the chat.
    @Override
    public @Nullable String readLine(String prompt) throws InterruptedException {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return e.getPartialLine().isEmpty() ? null : "";
        } catch (EndOfFileException _) {
            return null;
        }
    }

    /// JLine removes the typed line from the screen, prints, and restores it, under its own lock.
    @Override
    public void print(String line) {
        reader.printAbove(line);
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException _) {
            // The terminal is gone already.
        }
    }
}
