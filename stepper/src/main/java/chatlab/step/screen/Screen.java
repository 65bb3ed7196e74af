package chatlab.step.screen;

import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LaneView.State;
import chatlab.engine.execution.Schedule;
import chatlab.evidence.Json;
import chatlab.harness.exploration.Stepping.SteppingException;
import chatlab.step.run.Lesson;
import chatlab.step.run.SourceLines;
import chatlab.step.run.SteppedRun;
import chatlab.step.witness.Witness;
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
            "1: a step of the first thread. Shift and 1: it runs until it waits or ends. l: a step"
                + " is a line, or one access again. o and 1: the thread reads the older value that"
                + " is shown. u: a step back. r: from the beginning. h: a hint. n: the next step of"
                + " a known witness. s: save what broke it.";

    private static final String OVER = "It is over; u takes a step back.";

    private static final String OLDER =
            "Now the number of a thread that has a choice: it reads the older value.";

    /// How soon a new size of the window is noticed.
    private static final int RESIZE_MILLIS = 200;

    private final SteppedRun run;
    private final MemoryModel memory;
    private final String asName;
    private final @Nullable Witness witness;

    /// The witness's steps, one by one.
    private final List<String> way;

    private String message = "";
    private boolean isByLines;

    /// How often `o` was pressed: which older value the next step reads.
    private int older;

    /// @param asName what `--strategy` was, for the witness
    /// @param witness one that fits, if there is one
    /// @param way its steps, one by one
    public Screen(
            SteppedRun run,
            MemoryModel memory,
            String asName,
            @Nullable Witness witness,
            List<String> way) {
        this.run = run;
        this.memory = memory;
        this.asName = asName;
        this.witness = witness;
        this.way = List.copyOf(way);
    }

    /// Runs until the user quits.
    public void run() throws IOException, InterruptedException {
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

    private void play(Terminal terminal) throws IOException, InterruptedException {
        var display = new Display(terminal, true);
        var source = SourceLines.of(run.entry());
        var reader = new BindingReader(terminal.reader());
        boolean hasColour = Paint.of(true, System.getenv()).on();
        while (true) {
            var size = terminal.getSize();
            int width = Math.max(20, size.getColumns());
            int height = Math.max(6, size.getRows());
            display.resize(Size.of(width, height));
            display.update(new Frame(run, source, width, height, hasColour).draw(message), 0);
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

    private void press(int key) throws IOException, InterruptedException {
        var threads = run.threads();
        int stepped = key - '1';
        int onward = shifted(key);
        try {
            if (stepped >= 0 && stepped < threads.size()) step(threads.get(stepped));
            else if (onward >= 0 && onward < threads.size()) stepOn(threads.get(onward));
            else command(key);
        } catch (SteppingException e) {
            message = capitalized(e.sentence()) + ".";
        }
        if (key != 'o') older = 0;
    }

    private void step(LaneView thread) throws IOException, InterruptedException, SteppingException {
        if (run.outcome() != null) message = OVER;
        else if (older > 0) run.step(thread.thread(), older);
        else if (isByLines) run.stepLine(thread.thread());
        else if (thread.state() == State.READY) run.step(thread.thread(), 0);
        else cannotGoOn(thread);
    }

    private void stepOn(LaneView thread)
            throws IOException, InterruptedException, SteppingException {
        if (run.outcome() != null) message = OVER;
        else if (thread.state() == State.READY) run.stepOn(thread.thread());
        else cannotGoOn(thread);
    }

    /// A wait may end early, by time or spuriously; then the thread can take a step all the same.
    private void cannotGoOn(LaneView thread) throws IOException, InterruptedException {
        try {
            if (thread.state() == State.WAITING) {
                run.step(thread.thread(), 0);
                message = thread.thread() + "'s wait ended early.";
                return;
            }
        } catch (SteppingException _) {
            // It is a wait that only another thread ends.
        }
        message = thread.thread() + " cannot go on: it " + thread.next() + ".";
    }

    private void command(int key) throws IOException, InterruptedException, SteppingException {
        switch (key) {
            case 'u' -> run.undo();
            case 'r' -> run.begin();
            case 'o' -> {
                older++;
                message = OLDER;
            }
            case 'l' -> {
                isByLines = !isByLines;
                message = isByLines ? "A step is a line now." : "A step is one access now.";
            }
            case 's' -> save();
            case 'h' -> message = hint();
            case 'n' -> next();
            default -> message = KEYS;
        }
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static int shifted(int key) {
        for (var keyboard : new String[] {SHIFTED_US, SHIFTED_DE, SHIFTED_UK}) {
            int at = keyboard.indexOf(key);
            if (at >= 0) return at;
        }
        return -1;
    }

    private void save() throws IOException {
        var outcome = run.outcome();
        if (outcome == null || outcome.isWhole()) {
            message =
                    "There is nothing to save yet: a witness is a schedule that breaks something.";
            return;
        }
        var file =
                Path.of("witness-%s-%s.json".formatted(run.entry().name(), run.scenario().title()));
        var witness =
                Witness.of(
                        Witness.nameOf(run.entry(), asName, file),
                        run.entry(),
                        run.scenario(),
                        memory,
                        run.schedule(),
                        outcome.broken().getFirst());
        Files.writeString(file, Json.pretty(witness));
        message = "saved; replay it with: lab step --play " + file;
    }

    /// The next step of the witness.
    private void next() throws IOException, InterruptedException, SteppingException {
        int taken = run.steps();
        if (way.isEmpty()) {
            message = "There is no witness to follow; find one with lab step --search --save FILE.";
        } else if (!run.words().equals(way.subList(0, Math.min(taken, way.size())))) {
            message = "Your steps differ from the witness; r starts again.";
        } else if (taken < way.size()) {
            run.play(Schedule.parse(way.get(taken)));
        }
    }

    /// First the idea, from the bug card, and when some steps are taken, the next move.
    private String hint() {
        if (run.steps() == 0 || witness == null) {
            return Lesson.idea(run.entry());
        }
        return "One way that works: " + witness.schedule() + " (n takes its next step)";
    }
}
