/// The `lab` command. [chatlab.cli.Lab] lists the subcommands, each of which lives in its own
/// module; [chatlab.cli.Errors] reports their errors. Only `doctor` and `completion` are here.
///
/// To add a command, name its class in `Lab`.
@NullMarked
package chatlab.cli;

import org.jspecify.annotations.NullMarked;
