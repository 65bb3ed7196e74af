package chatlab.cli;

import chatlab.bench.command.BenchCommand;
import chatlab.catalogue.StrategiesCommand;
import chatlab.client.chat.ClientCommand;
import chatlab.client.demo.DemoCommand;
import chatlab.client.faults.FaultsCommand;
import chatlab.client.net.NetCommand;
import chatlab.client.swarm.SwarmCommand;
import chatlab.coursework.command.GradeCommand;
import chatlab.coursework.command.HandoutCommand;
import chatlab.coursework.command.HintCommand;
import chatlab.coursework.command.ReportCommand;
import chatlab.races.command.RaceCommand;
import chatlab.server.ServerCommand;
import chatlab.step.StepCommand;
import chatlab.web.WebCommand;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/// The `lab` command: all modules' commands as its subcommands.
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "A laboratory for concurrency: one chat, many ways to broadcast, some broken.",
        subcommands = {
            DemoCommand.class,
            ServerCommand.class,
            NetCommand.class,
            ClientCommand.class,
            SwarmCommand.class,
            FaultsCommand.class,
            StrategiesCommand.class,
            RelaysCommand.class,
            RaceCommand.class,
            StepCommand.class,
            BenchCommand.class,
            HandoutCommand.class,
            HintCommand.class,
            ReportCommand.class,
            GradeCommand.class,
            WebCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:as promised",
            "1:a finding against it, such as lost messages or a refuted claim",
            "2:wrong usage",
            "3:could not run, or not conclusive"
        },
        footer = {
            "",
            "Examples:",
            "  lab demo                         four strategies under load: which lose messages?",
            "  lab doctor                       is this machine ready?",
            "  lab server --strategy unsafe     a chat that loses messages",
            "  lab help server                  what a command does, and its options"
        })
public final class Lab implements Callable<Integer> {

    @Spec private CommandSpec spec;

    /// In the locale `C`, Java would write all characters outside of ASCII as `?`. UTF-8 includes
    /// ASCII, so the lab writes UTF-8 there.
    public static void main(String[] args) {
        var lab = commandLine();
        if (isAscii(System.getProperty("stdout.encoding"))) {
            lab.setOut(utf8(FileDescriptor.out));
        }
        if (isAscii(System.getProperty("stderr.encoding"))) {
            lab.setErr(utf8(FileDescriptor.err));
        }
        System.exit(lab.execute(args));
    }

    static boolean isAscii(@Nullable String encoding) {
        return encoding != null
                && Charset.isSupported(encoding)
                && Charset.forName(encoding).equals(StandardCharsets.US_ASCII);
    }

    private static PrintWriter utf8(FileDescriptor file) {
        return new PrintWriter(new FileOutputStream(file), true, StandardCharsets.UTF_8);
    }

    /// All commands, with the lab's way to report errors.
    static CommandLine commandLine() {
        var commandLine = new CommandLine(new Lab());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        commandLine.setExecutionStrategy(RaceNotice::run);
        commandLine.setParameterExceptionHandler(Errors::wrongUsage);
        commandLine.setExecutionExceptionHandler(Errors::couldNotRun);
        return commandLine;
    }

    /// Without a command this prints the usage.
    @Override
    public Integer call() {
        CommandLine lab = spec.commandLine();
        lab.usage(lab.getErr());
        return Errors.WRONG_USAGE;
    }
}
