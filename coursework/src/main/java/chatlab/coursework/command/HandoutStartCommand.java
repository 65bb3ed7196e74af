package chatlab.coursework.command;

import chatlab.coursework.lab.HandoutExport;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `lab handout start`: begins one lab in a folder that an IDE opens.
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Begins a lab: writes the folder in which you work and which you hand in.",
            "VS Code, IntelliJ IDEA and Eclipse open it as it is; its tasks are lab race, lab step"
                    + " and lab report check. Nothing is overwritten."
        },
        exitCodeList = {"0:written", "2:wrong usage", "3:could not be written, or exists already"},
        footerHeading = "%nExamples:%n",
        footer = {"  lab handout start 02", "  lab handout start 02 ~/lab02"})
final class HandoutStartCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "LAB", description = "Its number, such as 02.")
    private String lab;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder (default: named as the lab, in this directory).")
    private @Nullable Path directory;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var found = WantedLab.find(lab, spec);
        var folder = directory == null ? Path.of(found.name()) : directory;
        HandoutExport.start(found, folder);
        var out = spec.commandLine().getOut();
        out.printf("%s is begun in %s%n", found.title(), folder.toAbsolutePath().normalize());
        out.printf("Open that folder in your editor, and read handout.md first.%n");
        out.flush();
        return 0;
    }
}
