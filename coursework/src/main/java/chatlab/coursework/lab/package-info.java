/// The labs on disk, and the lab's other commands.
///
/// [LabFolder] finds a lab's handout, starter, hints and rubric; [HandoutExport] copies what
/// students get. [LabTools] runs commands such as `lab race` in a child process. Calls nothing else
/// of this module but the YAML reader.
@NullMarked
package chatlab.coursework.lab;

import org.jspecify.annotations.NullMarked;
