package chatlab.coursework;

import chatlab.bench.command.BenchCommand;
import chatlab.catalogue.StrategiesCommand;
import chatlab.client.chat.ClientCommand;
import chatlab.client.demo.DemoCommand;
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

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `lab` command with the subcommands that these tests need; the real one is in `lab-cli`.
@Command(
        name = "lab",
        subcommands = {
            DemoCommand.class,
            ServerCommand.class,
            ClientCommand.class,
            SwarmCommand.class,
            NetCommand.class,
            RelaysCommand.class,
            OrderCommand.class,
            StrategiesCommand.class,
            RaceCommand.class,
            StepCommand.class,
            BenchCommand.class,
            HandoutCommand.class,
            HintCommand.class,
            LearnCommand.class,
            ReportCommand.class,
            GradeCommand.class
        })
public final class TestLabMain {
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    public static CommandLine commandLine() {
        return new CommandLine(new TestLabMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
