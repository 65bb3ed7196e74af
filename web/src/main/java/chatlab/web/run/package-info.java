/// Runs of the lab's commands, started and watched by pages.
///
/// A page has one [RunDesk]: it starts one command at a time as a child process, and shows every
/// viewer what the command has said. A [RunStory] turns the command's lines into what is shown. The
/// pages of race and bench use this package; it knows neither.
@NullMarked
package chatlab.web.run;

import org.jspecify.annotations.NullMarked;
