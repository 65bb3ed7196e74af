package chatlab.coursework.command;

import chatlab.coursework.lab.LabFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/// `lab handout`: lists the labs.
@Command(
        name = "handout",
        mixinStandardHelpOptions = true,
        description = "Lists the labs; begins one; writes what students get.",
        subcommands = {HandoutStartCommand.class, HandoutExportCommand.class},
        exitCodeList = {"0:done", "2:wrong usage", "3:could not be read or written"},
        footerHeading = "%nExamples:%n",
        footer = {"  lab handout", "  lab handout start 02", "  lab handout export ~/labs"})
public final class HandoutCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        for (var lab : LabFolder.all()) {
            out.printf("%s  %-34s %s%n", lab.number(), lab.title(), lab.handout());
        }
        out.flush();
        return 0;
    }
}
