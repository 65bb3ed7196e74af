package chatlab.step;

import chatlab.evidence.Json;
import chatlab.strategies.BugCard;
import chatlab.terminal.Paint;

import org.jline.keymap.BindingReader;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The full-screen stepper: draws a [Frame] after each key. Confined to one thread.
final class Screen {
    /// What shift makes of 1 to 9 on the keyboards most in use, by position.
    private static final String SHIFTED_US = "!@#$%^&*(";

    private static final String SHIFTED_DE = "!\"§$%&/()";
    private static final String SHIFTED_UK = "!\"£$%^&*(";
    private static final int CTRL_C = 3;
    private static final int ESCAPE = 27;

    private static final String KEYS =
            "1: a step of the first thread. Shift and 1: it runs until it blocks or ends. u: a step"
                + " back. r: from the beginning. h: a hint. n: the next step of a known witness. s:"
                + " save what broke it.";

    /// How soon a new size of the window is noticed.
    private static final int RESIZE_MILLIS = 200;

    private final Game game;
    private final String asName;
    private final @Nullable Witness witness;

    /// The witness's steps, one by one.
    private final List<String> way;

    private String message = "";

    /// @param asName what `--strategy` was, for the witness
    /// @param witness one that fits, if there is one
    /// @param way its steps, one by one
    Screen(Game game, String asName, @Nullable Witness witness, List<String> way) {
        this.game = game;
        this.asName = asName;
        this.witness = witness;
        this.way = List.copyOf(way);
    }

    /// Runs until the user quits.
    void run() throws IOException, InterruptedException, PerformanceException {
        try (var terminal = TerminalBuilder.builder().system(true).nativeSignals(true).build()) {
            Attributes before = terminal.enterRawMode();
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.cursor_invisible);
            try {
                play(terminal);
            } finally {
                terminal.puts(Capability.cursor_visible);
                terminal.puts(Capability.exit_ca_mode);
                terminal.setAttributes(before);
                terminal.flush();
            }
        }
    }

    private void play(Terminal terminal)
            throws IOException, InterruptedException, PerformanceException {
        var display = new Display(terminal, true);
        var source = Source.of(game.entry());
        var reader = new BindingReader(terminal.reader());
        boolean hasColour = Paint.of(true, System.getenv()).on();
        while (true) {
            var size = terminal.getSize();
            int width = Math.max(20, size.getColumns());
            int height = Math.max(6, size.getRows());
            display.resize(Size.of(width, height));
            display.update(new Frame(game, source, width, height, hasColour).draw(message), 0);
            if (!awaitKey(reader, terminal, size)) continue;
            message = "";
            int key = reader.readCharacter();
            if (key == 'q' || key == CTRL_C || key == ESCAPE || key < 0) return;
            press(key);
        }
    }

    /// Waits for a key.
    ///
    /// @return false if the window has another size meanwhile
    private static boolean awaitKey(BindingReader reader, Terminal terminal, Size size) {
        while (reader.peekCharacter(RESIZE_MILLIS) == NonBlockingReader.READ_EXPIRED) {
            if (!terminal.getSize().equals(size)) return false;
        }
        return true;
    }

    private void press(int key) throws IOException, InterruptedException, PerformanceException {
        var lanes = game.moments().getLast().lanes();
        int stepped = key - '1';
        int run = shifted(key);
        if (stepped >= 0 && stepped < lanes.size()) {
            var lane = lanes.get(stepped);
            if (!game.step(lane.thread())) message = lane.thread() + " cannot go on: " + why(lane);
        } else if (run >= 0 && run < lanes.size()) {
            var lane = lanes.get(run);
            if (lane.status() == Moment.Status.READY) game.stepOn(lane.thread());
            else message = lane.thread() + " cannot go on: " + why(lane);
        } else {
            switch (key) {
                case 'u' -> game.undo();
                case 'r' -> game.begin(Schedule.of());
                case 's' -> save();
                case 'h' -> message = hint();
                case 'n' -> next();
                default -> message = KEYS;
            }
        }
    }

    private static int shifted(int key) {
        for (var keyboard : new String[] {SHIFTED_US, SHIFTED_DE, SHIFTED_UK}) {
            int at = keyboard.indexOf(key);
            if (at >= 0) return at;
        }
        return -1;
    }

    private String why(Moment.LaneView lane) {
        if (game.outcome() != null) return "it is over; u takes a step back";
        return lane.note().isEmpty() ? "it waits" : lane.note();
    }

    private void save() throws IOException {
        var outcome = game.outcome();
        if (outcome == null || outcome.isWhole()) {
            message =
                    "There is nothing to save yet: a witness is a schedule that breaks something.";
            return;
        }
        var theatre = game.theatre();
        var file =
                Path.of(
                        "witness-%s-%s.json"
                                .formatted(game.entry().name(), theatre.play().scenario()));
        var witness =
                Witness.of(
                        Witness.nameOf(game.entry(), asName, file),
                        game.entry(),
                        theatre.play(),
                        game.schedule(),
                        outcome.findings().getFirst());
        Files.writeString(file, Json.pretty(witness));
        message = "saved; replay it with: lab step --play " + file;
    }

    /// The next step of the witness.
    private void next() throws IOException, InterruptedException, PerformanceException {
        int taken = game.steps();
        if (way.isEmpty()) {
            message = "There is no witness to follow; find one with lab step --search --save FILE.";
        } else if (!game.path().equals(way.subList(0, Math.min(taken, way.size())))) {
            message = "You have left the witness's way; r begins anew.";
        } else if (taken < way.size()) {
            game.step(way.get(taken));
        }
    }

    /// First the idea, from the bug card, and when some steps are taken, the next move.
    private String hint() {
        if (game.steps() == 0 || witness == null) {
            return game.entry()
                    .bugCard()
                    .flatMap(card -> game.entry().symptom().map(symptom -> idea(card, symptom)))
                    .orElse(
                            "Stop a thread between looking and acting, and let the other go"
                                    + " first.");
        }
        return "One way that works: " + witness.schedule() + " (n takes its next step)";
    }

    private static String idea(BugCard card, String symptom) {
        return "It has a %s: %s. Stop a thread in the middle of it.".formatted(card.bug(), symptom);
    }
}
