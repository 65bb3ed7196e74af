/// Schedules kept as files, and replayed.
///
/// Read [chatlab.step.witness.Witness] first: it writes and reads the file format
/// `chatlab/witness/1`, which must stay readable. [chatlab.step.witness.Replays] counts how often a
/// witness is reproduced.
@NullMarked
package chatlab.step.witness;

import org.jspecify.annotations.NullMarked;
