package chatlab.coursework.command;

import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.lab.NoSuchLabException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;

/// The lab that a command line names.
final class WantedLab {
    private WantedLab() {}

    /// @throws ParameterException if there is no such lab: that is wrong usage
    static LabFolder find(String lab, CommandSpec spec) throws IOException {
        try {
            return LabFolder.find(lab);
        } catch (NoSuchLabException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
