/// Finds submissions in a folder, and copies each out of its archive.
///
/// [Submissions] puts the files of a hand-in together, by the names that learning platforms give
/// them ([PlatformName]); [Unpacking] copies plain files only and refuses the rest; an [Archive] is
/// of any format that a library reads within bounds. Called by [chatlab.coursework.grade]. Archives
/// are hostile until shown otherwise: ask before you accept more.
@NullMarked
package chatlab.coursework.unpack;

import org.jspecify.annotations.NullMarked;
