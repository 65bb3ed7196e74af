package chatlab.client.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;

/// A person's terminal: a line editor with history and completion at the bottom, the chat above it.
final class TerminalConsole implements ChatConsole {
    private final Terminal terminal;
    private final LineReaderImpl reader;

    /// Any thread may change it.
    private volatile String prompt = "";

    /// While a question is asked, it stands in place of the prompt; else empty.
    private volatile String question = "";

    TerminalConsole(Terminal terminal, Presence presence) {
        this.terminal = terminal;
        // A chat has no quotes that must be closed and no escapes.
        var words = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
        reader =
                (LineReaderImpl)
                        LineReaderBuilder.builder()
                                .terminal(terminal)
                                .parser(words)
                                .completer(new ChatCompleter(presence))
                                .option(Option.DISABLE_EVENT_EXPANSION, true) // ! has no meaning
                                .option(Option.ERASE_LINE_ON_FINISH, true) // the chat shows it
                                .build();
        TerminalReports.swallow(reader);
        // JLine calls this when it has begun to read. From then on `prompt` redraws it.
        reader.getWidgets().put(LineReader.CALLBACK_INIT, this::showPrompt);
    }

    /// Takes over the terminal that this process was started from.
    static TerminalConsole open(Presence presence) throws IOException {
        var builder = TerminalBuilder.builder();
        var terminal =
                builder.system(true)
                        .type(known(builder.computeType()))
                        .encoding(UTF_8) // like the chat, whatever the locale says
                        .stdinEncoding(UTF_8)
                        .stdoutEncoding(UTF_8)
                        .graphemeCluster(false) // asks the terminal, and takes keys for its answer
                        .build();
        return new TerminalConsole(terminal, presence);
    }

    /// For a kind of terminal that this machine does not know, JLine would print a stack trace and
    /// then use `ansi`. Nearly all terminals understand that.
    private static String known(@Nullable String type) {
        try {
            if (type != null) {
                InfoCmp.getInfoCmp(type);
                return type;
            }
        } catch (IOException _) {
            // It is not known.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return "ansi";
    }

    @Override
    public boolean hasPerson() {
        return true;
    }

    /// Ctrl-C clears the line, or ends the chat if the line is empty; Ctrl-D ends the chat.
    @Override
    public @Nullable String readInput() throws InterruptedException {
        try {
            return reader.readLine();
        } catch (UserInterruptException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return e.getPartialLine().isEmpty() ? null : "";
        } catch (EndOfFileException _) {
            return null;
        }
    }

    @Override
    public boolean agrees(String text) throws InterruptedException {
        question = text;
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            var answer = reader.readLine().strip().toLowerCase(Locale.ROOT);
            return answer.equals("y") || answer.equals("yes");
        } catch (UserInterruptException | EndOfFileException _) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return false;
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
            question = "";
        }
    }

    @Override
    public void prompt(String text) {
        prompt = text;
        showPrompt();
        if (reader.isReading()) {
            try {
                reader.callWidget(LineReader.REDISPLAY);
            } catch (IllegalStateException _) {
                // The line was finished meanwhile; the next one begins with the new prompt.
            }
        }
    }

    /// A percent sign has a meaning in JLine's prompts; two of them are one.
    private boolean showPrompt() {
        var shown = question.isEmpty() ? prompt : question;
        reader.setPrompt(shown.replace("%", "%%"));
        return true;
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
