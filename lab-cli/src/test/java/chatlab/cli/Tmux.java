package chatlab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A real terminal for a program, with keys to press and a screen to read.
final class Tmux implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    private final String socket;

    /// Starts a program in a terminal of 120 columns and 30 lines.
    ///
    /// @param socket a file that does not exist yet, with a short path
    /// @param command for a shell
    Tmux(Path socket, String command) throws IOException {
        this.socket = socket.toString();
        run("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "30", command);
    }

    /// Presses keys: a text, or the name of a key such as `Enter` or `C-d`.
    void press(String... keys) throws IOException {
        for (var key : keys) run("send-keys", key);
    }

    /// Pastes a text as a terminal does: as one piece, if the program has asked for that.
    void paste(String text) throws IOException {
        run("set-buffer", text);
        run("paste-buffer", "-p", "-r");
    }

    /// Waits until the screen shows a match of this.
    void untilShown(String pattern) throws IOException, InterruptedException {
        var wanted = Pattern.compile(pattern, Pattern.MULTILINE);
        while (!wanted.matcher(screen()).find()) TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    String screen() throws IOException {
        return run("capture-pane", "-p");
    }

    @Override
    public void close() throws IOException {
        run("kill-server");
    }

    private String run(String... command) throws IOException {
        var line = new ArrayList<>(List.of("tmux", "-u", "-S", socket));
        line.addAll(List.of(command));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().remove("LC_ALL");
        builder.environment().putIfAbsent("TERM", "xterm");
        var process = builder.start();
        var shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.onExit().join();
        return shown;
    }
}
