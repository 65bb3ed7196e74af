/// The choices of the scheduler, as text: `ann*4 bob! ann!`.
///
/// Read [chatlab.step.schedule.Schedule] first. Users type this notation and witness files keep it,
/// so its meaning must not change. This package uses no other.
@NullMarked
package chatlab.step.schedule;

import org.jspecify.annotations.NullMarked;
