package chatlab.step;

import picocli.CommandLine;

/// `lab step` as a program of its own, for a child process.
public final class StepMain {
    private StepMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StepCommand()).execute(arguments));
    }
}
