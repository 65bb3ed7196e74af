package chatlab.coursework.grade;

import java.util.Map;

/// What the compiler made of a student's source.
///
/// @param messages the compiler's own, if any
/// @param classes class files by class name
record Compilation(boolean compiled, String messages, Map<String, byte[]> classes) {}
