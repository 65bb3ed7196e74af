/// Translates grades for other systems: result files for each submission, and tables for a course.
///
/// An [Exporter] writes one file beside each `grade.json`; [ExporterCanvas] and [ExporterMoodle]
/// fill a downloaded table ([Sheet]); [GradesCsv] is the lab's own table. Called by
/// [chatlab.coursework.command]. Golden files fix each format: they are other people's, so change
/// them only with their documentation at hand.
@NullMarked
package chatlab.coursework.export;

import org.jspecify.annotations.NullMarked;
