/// The lab command.
@NullMarked
package chatlab.cli;

import org.jspecify.annotations.NullMarked;
