/// Schedules kept as files.
///
/// [chatlab.step.witness.Witness] writes and reads the file format `chatlab/witness/2`, which must
/// stay readable.
@NullMarked
package chatlab.step.witness;

import org.jspecify.annotations.NullMarked;
