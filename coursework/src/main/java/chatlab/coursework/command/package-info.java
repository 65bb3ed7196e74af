/// The commands `lab handout`, `lab hint`, `lab report` and `lab grade`.
///
/// Each parses its options, calls one of the other packages and prints. Nobody calls this package
/// but the root command. To add a command, take [SealCommand] as a model.
@NullMarked
package chatlab.coursework.command;

import org.jspecify.annotations.NullMarked;
