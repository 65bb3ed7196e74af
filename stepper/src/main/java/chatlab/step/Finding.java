package chatlab.step;

import chatlab.strategies.Guarantee;

/// One guarantee seen broken, and what was seen.
///
/// @param sentence without a full stop
record Finding(Guarantee guarantee, String sentence) {}
