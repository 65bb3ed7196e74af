package chatlab.web;

import chatlab.client.swarm.SwarmCommand;
import chatlab.server.ServerCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `lab` command with the subcommands that the pages start; the real one is in `lab-cli`.
@Command(
        name = "lab",
        subcommands = {ServerCommand.class, SwarmCommand.class})
public final class TestLabMain {
    private TestLabMain() {}

    public static void main(String[] args) {
        var lab = new CommandLine(new TestLabMain()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(lab.execute(args));
    }
}
