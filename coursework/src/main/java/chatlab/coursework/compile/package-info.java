/// Compiles a student's source in the sandbox, and checks what its class files use.
///
/// Read [SourceCheck] first: it compiles with [CompileMain] in a child JVM and looks through the
/// class files with [PermissionCheck]. What a strategy may use is listed in `permitted-api.txt`
/// ([PermittedApi]); [TextFlow] follows text that is made of objects. Called by
/// [chatlab.coursework.grade], and by `lab report check` for a student's own code. No student's
/// code runs here.
///
/// Add to the list what is harmless; ask before you change a rule of [PermissionCheck], since
/// RedTeamTest knows attacks on each.
@NullMarked
package chatlab.coursework.compile;

import org.jspecify.annotations.NullMarked;
