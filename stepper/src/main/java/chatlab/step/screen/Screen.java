package chatlab.step.screen;

import chatlab.evidence.Json;
import chatlab.step.execution.RunException;
import chatlab.step.schedule.Schedule;
import chatlab.step.trace.Moment;
import chatlab.step.witness.Witness;
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
public final class Screen {
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

    private final ManualRun manualRun;
    private final String asName;
    private final @Nullable Witness witness;

    /// The witness's steps, one by one.
    private final List<String> way;

    private String message = "";

    /// @param asName what `--strategy` was, for the witness
    /// @param witness one that fits, if there is one
    /// @param way its steps, one by one
    public Screen(ManualRun manualRun, String asName, @Nullable Witness witness, List<String> way) {
        this.manualRun = manualRun;
        this.asName = asName;
        this.witness = witness;
        this.way = List.copyOf(way);
    }

    /// Runs until the user quits.
    public void run() throws IOException, InterruptedException, RunException {
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

    private void play(Terminal terminal) throws IOException, InterruptedException, RunException {
        var display = new Display(terminal, true);
        var source = SourceLines.of(manualRun.entry());
        var reader = new BindingReader(terminal.reader());
        boolean hasColour = Paint.of(true, System.getenv()).on();
        while (true) {
            var size = terminal.getSize();
            int width = Math.max(20, size.getColumns());
            int height = Math.max(6, size.getRows());
            display.resize(Size.of(width, height));
            display.update(new Frame(manualRun, source, width, height, hasColour).draw(message), 0);
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

    private void press(int key) throws IOException, InterruptedException, RunException {
        var lanes = manualRun.moments().getLast().lanes();
        int stepped = key - '1';
        int run = shifted(key);
        if (stepped >= 0 && stepped < lanes.size()) {
            var lane = lanes.get(stepped);
            if (!manualRun.step(lane.thread()))
                message = lane.thread() + " cannot go on: " + why(lane);
        } else if (run >= 0 && run < lanes.size()) {
            var lane = lanes.get(run);
            if (lane.status() == Moment.Status.READY) manualRun.stepOn(lane.thread());
            else message = lane.thread() + " cannot go on: " + why(lane);
        } else {
            switch (key) {
                case 'u' -> manualRun.undo();
                case 'r' -> manualRun.begin(Schedule.of());
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

    private String why(Moment.ThreadView lane) {
        if (manualRun.outcome() != null) return "it is over; u takes a step back";
        return lane.note().isEmpty() ? "it waits" : lane.note();
    }

    private void save() throws IOException {
        var outcome = manualRun.outcome();
        if (outcome == null || outcome.isWhole()) {
            message =
                    "There is nothing to save yet: a witness is a schedule that breaks something.";
            return;
        }
        var runner = manualRun.runner();
        var file =
                Path.of(
                        "witness-%s-%s.json"
                                .formatted(manualRun.entry().name(), runner.setup().scenario()));
        var witness =
                Witness.of(
                        Witness.nameOf(manualRun.entry(), asName, file),
                        manualRun.entry(),
                        runner.setup(),
                        manualRun.schedule(),
                        outcome.findings().getFirst());
        Files.writeString(file, Json.pretty(witness));
        message = "saved; replay it with: lab step --play " + file;
    }

    /// The next step of the witness.
    private void next() throws IOException, InterruptedException, RunException {
        int taken = manualRun.steps();
        if (way.isEmpty()) {
            message = "There is no witness to follow; find one with lab step --search --save FILE.";
        } else if (!manualRun.path().equals(way.subList(0, Math.min(taken, way.size())))) {
            message = "Your steps differ from the witness; r starts again.";
        } else if (taken < way.size()) {
            manualRun.step(way.get(taken));
        }
    }

    /// First the idea, from the bug card, and when some steps are taken, the next move.
    private String hint() {
        if (manualRun.steps() == 0 || witness == null) {
            return manualRun
                    .entry()
                    .bugCard()
                    .flatMap(
                            card -> manualRun.entry().symptom().map(symptom -> idea(card, symptom)))
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
