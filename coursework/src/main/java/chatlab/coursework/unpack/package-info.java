/// Finds submissions in a folder, and copies each out of its archive.
///
/// [Submissions] knows how learning platforms name files; [Unpacking] copies plain files only and
/// refuses the rest. Called by [chatlab.coursework.grade]. Archives are hostile until shown
/// otherwise: ask before you accept more.
@NullMarked
package chatlab.coursework.unpack;

import org.jspecify.annotations.NullMarked;
