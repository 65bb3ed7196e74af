package chatlab.coursework.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// `lab report`: write a report whose claims rest on evidence.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Begins, seals, checks and shows lab reports, whose claims rest on evidence.",
        subcommands = {
            NewCommand.class,
            SealCommand.class,
            CheckCommand.class,
            RenderCommand.class
        },
        exitCodeList = "2:no command",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab report new --lab 02     begin: a report.md with claims for what was run",
            "  lab report seal             the prediction is written; now measure",
            "  lab report check            what staff would see",
            "  lab report render           as a page with plots"
        })
public final class ReportCommand implements Callable<Integer> {
    private static final int WRONG_USAGE = 2;

    @Spec private CommandSpec spec;

    /// Without a command there is nothing to do but to say which there are.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return WRONG_USAGE;
    }
}
