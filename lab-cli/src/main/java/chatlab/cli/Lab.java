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
import chatlab.coursework.command.LearnCommand;
import chatlab.coursework.command.ReportCommand;
import chatlab.races.command.RaceCommand;
import chatlab.server.ServerCommand;
import chatlab.server.relays.OrderCommand;
import chatlab.server.relays.RelaysCommand;
import chatlab.step.StepCommand;
import chatlab.web.WebCommand;
import chatlab.web.docs.DocsCommand;

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
            OrderCommand.class,
            RaceCommand.class,
            StepCommand.class,
            BenchCommand.class,
            HandoutCommand.class,
            HintCommand.class,
            LearnCommand.class,
            ReportCommand.class,
            GradeCommand.class,
            WebCommand.class,
            DocsCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        exitCodeList = {
            "0:as promised",
            "1:a finding against it, such as lost messages or a refuted claim",
            "2:wrong usage",
            "3:could not run, or not conclusive"
        },
        footer = {
            "",
            "Examples:",
            "  lab demo                         four strategies under load: which lose?",
            "  lab doctor                       is this machine ready?",
            "  lab server --strategy unsafe     a chat that loses messages",
            "  lab help server                  what a command does, and its options"
        })
public final class Lab implements Callable<Integer> {

    @Spec private CommandSpec spec;

    /// Picocli would write UTF-8 to a terminal with another encoding, such as that of Windows.
    public static void main(String[] args) {
        var lab = commandLine();
        lab.setOut(writer(FileDescriptor.out, System.getProperty("stdout.encoding")));
        lab.setErr(writer(FileDescriptor.err, System.getProperty("stderr.encoding")));
        System.exit(lab.execute(args));
    }

    private static PrintWriter writer(FileDescriptor file, @Nullable String encoding) {
        return new PrintWriter(new FileOutputStream(file), true, charset(encoding));
    }

    /// In the locale `C`, all characters outside of ASCII would become `?`. UTF-8 includes ASCII,
    /// so the lab writes UTF-8 there, and where the encoding is unknown.
    static Charset charset(@Nullable String encoding) {
        if (encoding == null || !Charset.isSupported(encoding)) return StandardCharsets.UTF_8;
        var charset = Charset.forName(encoding);
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
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
        setHeadings(commandLine);
        commandLine.setExecutionStrategy(RaceNotice::run);
        commandLine.setParameterExceptionHandler(Errors::wrongUsage);
        commandLine.setExecutionExceptionHandler(Errors::couldNotRun);
        return commandLine;
    }

    /// Picocli would list the subcommands and the exit codes right after the last option.
    private static void setHeadings(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n");
        command.getSubcommands().values().forEach(Lab::setHeadings);
    }

    /// Without a command this prints the usage.
    @Override
    public Integer call() {
        CommandLine lab = spec.commandLine();
        lab.usage(lab.getErr());
        return Errors.WRONG_USAGE;
    }
}
