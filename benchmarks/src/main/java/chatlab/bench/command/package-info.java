/// `lab bench` and its subcommands `compare`, `history`, `targets` and `chat`.
///
/// Read [chatlab.bench.command.BenchCommand] first. Each command parses its options and prints;
/// `BenchRun` takes a plan from the question "may this take so long?" to the files that it leaves.
/// Only `lab-cli` uses this package. The names of options and the exit codes are a promise to
/// users; ask before you change them.
@NullMarked
package chatlab.bench.command;

import org.jspecify.annotations.NullMarked;
