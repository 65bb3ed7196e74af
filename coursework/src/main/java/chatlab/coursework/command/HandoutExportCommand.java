package chatlab.coursework.command;

import chatlab.coursework.lab.HandoutExport;
import chatlab.coursework.lab.LabFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab handout export`: writes what students get.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what students get: a folder for each lab, in which they work and which they"
                    + " hand in. No solutions, no samples, and nothing is overwritten.",
            "With --with-lab also the lab itself, to be published for them to clone."
        },
        exitCodeList = {"0:written", "2:wrong usage", "3:could not be written, or exists already"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab handout export ~/labs",
            "  lab handout export ~/labs --lab 02",
            "  lab handout export ~/course --with-lab"
        })
final class HandoutExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The target folder; created if it is missing.")
    private Path directory;

    @Option(
            names = "--lab",
            split = ",",
            paramLabel = "NN",
            description = "Only these labs (default: all).")
    private List<String> labs = List.of();

    @Option(
            names = "--with-lab",
            description = "Also the lab's own sources, as DIR/" + HandoutExport.LAB + ".")
    private boolean withLab;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var wanted = new ArrayList<LabFolder>();
        for (var lab : labs) wanted.add(WantedLab.find(lab, spec));
        var export = new HandoutExport(directory);
        var written = export.labs(labs.isEmpty() ? LabFolder.all() : wanted);
        if (withLab) written.add(export.lab(LabFolder.home()));
        var out = spec.commandLine().getOut();
        written.forEach(out::println);
        out.flush();
        return 0;
    }
}
