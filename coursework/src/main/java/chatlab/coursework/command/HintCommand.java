package chatlab.coursework.command;

import chatlab.coursework.lab.Hints;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/// `lab hint`: prints a hint to a lab.
@Command(
        name = "hint",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a hint to a lab.",
            "Each stage says more than the one before. Try for 15 minutes before you ask for the"
                    + " next."
        },
        exitCodeList = {
            "0:printed",
            "2:wrong usage, such as an unknown lab",
            "3:could not be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lab hint 02", "  lab hint 02 --stage 2"})
public final class HintCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LAB", description = "Its number, such as 02.")
    private String lab;

    @Option(
            names = "--stage",
            paramLabel = "N",
            description = "Which stage: 1 (default) is a nudge, 3 is nearly the answer.")
    private int stage = 1;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var stages = Hints.of(WantedLab.find(lab, spec)).stages();
        if (stage < 1 || stage > stages.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--stage " + stage + ": there are " + stages.size() + " stages.");
        }
        var out = spec.commandLine().getOut();
        out.println(stages.get(stage - 1).strip());
        if (stage < stages.size()) {
            out.printf("%nMore: lab hint %s --stage %d%n", lab, stage + 1);
        }
        out.flush();
        return 0;
    }
}
